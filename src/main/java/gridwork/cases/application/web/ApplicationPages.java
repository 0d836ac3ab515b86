package gridwork.cases.application.web;

import gridwork.cases.application.Application;
import gridwork.cases.application.ApplicationDesk;
import gridwork.cases.application.Applications;
import gridwork.cases.own.OneByOne;
import gridwork.cases.own.OwnEntry;
import gridwork.cases.own.Quiet;
import gridwork.facts.Subject;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Applications, by whoever has the subject's own code. */
@Controller
class ApplicationPages {
    private static final String FIELD = "field.";
    private static final String FILE = "file.";
    private final OwnEntry entry;
    private final Applications applications;
    private final ApplicationDesk desk;
    private final StreetClock clock;

    ApplicationPages(OwnEntry entry, Applications applications, ApplicationDesk desk, StreetClock clock) {
        this.entry = entry;
        this.applications = applications;
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping("/own/{code}/applications")
    String begin(
            @PathVariable String code,
            @RequestParam String matter,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes then) {
        Subject subject = entry.must(code, request, response);
        try {
            return "redirect:" + page(code, applications.begin(subject, matter));
        } catch (Refused refused) {
            then.addFlashAttribute("refused", refused);
            return "redirect:/own/" + code;
        }
    }

    @GetMapping("/own/{code}/applications/{id}")
    String show(
            @PathVariable String code,
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        OwnEntry.Looked looked = entry.look(code, request, response);
        Optional<Application> found = looked.subject().flatMap(it -> applications.find(it.id(), id));
        if (found.isEmpty()) {
            return Quiet.nothing(looked.tooMany(), response, model);
        }
        model.addAttribute("code", code);
        model.addAttribute("subject", looked.subject().orElseThrow());
        model.addAttribute("shown", desk.shown(found.get()));
        model.addAttribute("today", clock.today());
        return "cases/application";
    }

    /** What was written is kept first; then each file, and one that is refused takes nothing else with it. */
    @PostMapping("/own/{code}/applications/{id}")
    String write(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam Map<String, String> all,
            MultipartHttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes then)
            throws IOException {
        Application application = application(code, id, request, response);
        var sent = new OneByOne();
        sent.keep(() -> applications.write(application, fields(all)));
        attach(application, request, sent);
        if (all.containsKey("remove")) {
            String[] which = all.get("remove").split("/", 2);
            sent.keep(() -> applications.detach(application, which[0], which[which.length - 1]));
        }
        boolean send = "send".equals(all.get("act"));
        if (send && sent.refused().isEmpty()) {
            sent.keep(() -> applications.send(application));
        }
        sent.refused()
                .ifPresentOrElse(
                        refused -> then.addFlashAttribute("refused", refused),
                        () -> then.addFlashAttribute(
                                "done", send ? "cases.application.sent" : "cases.application.kept"));
        return "redirect:" + page(code, application);
    }

    private static Map<String, String> fields(Map<String, String> all) {
        Map<String, String> fields = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(FIELD)) {
                fields.put(name.substring(FIELD.length()), value);
            }
        });
        return fields;
    }

    private void attach(Application application, MultipartHttpServletRequest request, OneByOne sent)
            throws IOException {
        for (Map.Entry<String, List<MultipartFile>> each :
                request.getMultiFileMap().entrySet()) {
            for (MultipartFile file : each.getValue()) {
                if (each.getKey().startsWith(FILE) && !file.isEmpty()) {
                    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
                    String document = each.getKey().substring(FILE.length());
                    byte[] content = file.getBytes();
                    sent.keep(() -> applications.attach(application, document, name, content));
                }
            }
        }
    }

    @PostMapping("/own/{code}/applications/{id}/withdraw")
    String withdraw(
            @PathVariable String code,
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes then) {
        Application application = application(code, id, request, response);
        try {
            applications.withdraw(application);
            then.addFlashAttribute("done", "cases.application.withdrawn");
        } catch (Refused refused) {
            then.addFlashAttribute("refused", refused);
        }
        return "redirect:" + page(code, application);
    }

    @GetMapping("/own/{code}/applications/{id}/permit.pdf")
    ResponseEntity<byte[]> permit(
            @PathVariable String code,
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response) {
        byte[] document =
                desk.document(application(code, id, request, response)).orElseThrow(Quiet::nothing);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "attachment; filename=\"permit.pdf\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(document);
    }

    private Application application(String code, long id, HttpServletRequest request, HttpServletResponse response) {
        return applications.find(entry.must(code, request, response).id(), id).orElseThrow(Quiet::nothing);
    }

    private static String page(String code, Application application) {
        return "/own/" + code + "/applications/" + application.id();
    }
}
