package gridwork.cases.appeal.web;

import gridwork.cases.appeal.Replies;
import gridwork.cases.appeal.Reply;
import gridwork.cases.appeal.ReplyDesk;
import gridwork.cases.appeal.Target;
import gridwork.cases.own.OneByOne;
import gridwork.cases.own.OwnEntry;
import gridwork.cases.own.Quiet;
import gridwork.facts.Subject;
import gridwork.platform.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Appeals and repairs, by whoever has the subject's own code. */
@Controller
class ReplyPages {
    private static final String FILES = "file";
    private final OwnEntry entry;
    private final Replies replies;
    private final ReplyDesk desk;

    ReplyPages(OwnEntry entry, Replies replies, ReplyDesk desk) {
        this.entry = entry;
        this.replies = replies;
        this.desk = desk;
    }

    /** In which ways one may reply to a fact or a result. */
    @GetMapping("/own/{code}/reply")
    String ask(
            @PathVariable String code,
            @RequestParam String about,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        OwnEntry.Looked looked = entry.look(code, request, response);
        Optional<ReplyDesk.Asked> asked =
                looked.subject().flatMap(it -> Target.parse(about).flatMap(target -> desk.asked(it, target)));
        if (asked.isEmpty()) {
            return Quiet.nothing(looked.tooMany(), response, model);
        }
        model.addAttribute("code", code);
        model.addAttribute("subject", looked.subject().orElseThrow());
        model.addAttribute("asked", asked.get());
        return "cases/reply-ask";
    }

    @PostMapping("/own/{code}/replies")
    String begin(
            @PathVariable String code,
            @RequestParam String matter,
            @RequestParam String about,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes then) {
        Subject subject = entry.must(code, request, response);
        Target target = Target.parse(about).orElseThrow(Quiet::nothing);
        try {
            Replies.Begun begun = replies.begin(subject, matter, target);
            if (begun.there()) {
                then.addFlashAttribute("done", "cases.reply.there");
            }
            return "redirect:" + page(code, begun.reply());
        } catch (Refused refused) {
            then.addFlashAttribute("refused", refused);
            then.addAttribute("about", about);
            return "redirect:/own/" + code + "/reply";
        }
    }

    @GetMapping("/own/{code}/replies/{id}")
    String show(
            @PathVariable String code,
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        OwnEntry.Looked looked = entry.look(code, request, response);
        Optional<Reply> found = looked.subject().flatMap(it -> replies.find(it.id(), id));
        if (found.isEmpty()) {
            return Quiet.nothing(looked.tooMany(), response, model);
        }
        model.addAttribute("code", code);
        model.addAttribute("subject", looked.subject().orElseThrow());
        model.addAttribute("shown", desk.shown(found.get()));
        return "cases/reply";
    }

    /** What was written is kept first; then each file, and one that is refused takes nothing else with it. */
    @PostMapping("/own/{code}/replies/{id}")
    String write(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam Map<String, String> all,
            MultipartHttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes then)
            throws IOException {
        Reply reply = reply(code, id, request, response);
        var sent = new OneByOne();
        sent.keep(() -> replies.write(reply, all.getOrDefault("words", "")));
        for (MultipartFile file : request.getFiles(FILES)) {
            if (!file.isEmpty()) {
                String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
                byte[] content = file.getBytes();
                sent.keep(() -> replies.attach(reply, name, content));
            }
        }
        if (all.containsKey("remove")) {
            sent.keep(() -> replies.detach(reply, all.get("remove")));
        }
        var done = new AtomicReference<>("cases.reply.kept");
        if ("send".equals(all.get("act")) && sent.refused().isEmpty()) {
            sent.keep(() -> done.set(replies.send(reply) ? "cases.reply.sent" : "cases.reply.moot"));
        }
        sent.refused()
                .ifPresentOrElse(
                        refused -> then.addFlashAttribute("refused", refused),
                        () -> then.addFlashAttribute("done", done.get()));
        return "redirect:" + page(code, reply);
    }

    @PostMapping("/own/{code}/replies/{id}/withdraw")
    String withdraw(
            @PathVariable String code,
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes then) {
        Reply reply = reply(code, id, request, response);
        try {
            replies.withdraw(reply);
            then.addFlashAttribute("done", "cases.reply.withdrawn");
        } catch (Refused refused) {
            then.addFlashAttribute("refused", refused);
        }
        return "redirect:" + page(code, reply);
    }

    private Reply reply(String code, long id, HttpServletRequest request, HttpServletResponse response) {
        return replies.find(entry.must(code, request, response).id(), id).orElseThrow(Quiet::nothing);
    }

    private static String page(String code, Reply reply) {
        return "/own/" + code + "/replies/" + reply.id();
    }
}
