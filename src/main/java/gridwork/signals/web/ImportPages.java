package gridwork.signals.web;

import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.signals.ImportRun;
import gridwork.signals.ImportRunId;
import gridwork.signals.Imports;
import gridwork.signals.Imports.Manner;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/imports")
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OFFICE_CLERK')")
@ConditionalOnWebApplication
class ImportPages {
    private static final int PAGE = 25;
    private static final int ROWS = 50;
    private final Imports imports;
    private final StreetClock clock;

    ImportPages(Imports imports, StreetClock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "0") int from, Model model) {
        int start = Math.max(0, from);
        model.addAttribute("runs", imports.runs(start, PAGE));
        model.addAttribute("mappings", imports.mappings());
        model.addAttribute("paging", new Paging(imports.count(), start, PAGE, "/imports"));
        return "signals/imports";
    }

    @PostMapping
    String upload(
            @RequestParam String mapping,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Principal by,
            RedirectAttributes then)
            throws IOException {
        if (file.isEmpty()) {
            throw new Refused("import-no-file");
        }
        if (!mapping.matches("[a-z0-9][a-z0-9-]*")) {
            throw new Refused("import-mapping-unknown", mapping, "");
        }
        try (InputStream content = file.getInputStream()) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "upload")
                    .replaceAll(".*[/\\\\]", "")
                    .replaceAll("\\p{Cntrl}", "");
            ImportRun run =
                    imports.upload(mapping, content, name, dryRun ? Manner.DRY_RUN : Manner.FOR_GOOD, by.getName());
            then.addFlashAttribute("done", "signals.import.taken");
            return "redirect:/imports/" + run.id().value();
        }
    }

    @GetMapping("/{id}")
    String run(@PathVariable long id, @RequestParam(defaultValue = "0") int from, Model model) {
        ImportRun run = seen(id);
        int start = Math.max(0, from);
        ImportRun.Problem problem = run.problem();
        model.addAttribute("run", run);
        model.addAttribute(
                "problem",
                problem == null
                        ? null
                        : new Refused(problem.code(), problem.arguments().toArray()));
        model.addAttribute("refusedRows", imports.refused(run.id(), start, ROWS));
        model.addAttribute("paging", new Paging(run.refused(), start, ROWS, "/imports/" + id));
        return "signals/import";
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable long id, RedirectAttributes then) {
        imports.resume(seen(id).id());
        then.addFlashAttribute("done", "signals.import.resumed");
        return "redirect:/imports/" + id;
    }

    /** Asked for again and again while it runs; the whole page once it is over. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable long id, Model model, HttpServletResponse response) {
        ImportRun run = seen(id);
        if (run.over()) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("run", run);
        return "signals/import :: progress";
    }

    @GetMapping("/{id}/refused.{ending:csv|xlsx}")
    void refused(@PathVariable long id, @PathVariable String ending, HttpServletResponse response, Locale locale)
            throws IOException {
        ImportRun run = seen(id);
        TableFile.Shape shape = TableFile.Shape.of(ending);
        shape.mustHold(run.refused());
        String name = run.fileName().replaceFirst("(?i)(\\.(csv|txt|tsv|xlsx))?(\\.gz)?$", "") + ".refused." + ending;
        response.setContentType(shape.contentType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        imports.writeRefused(run.id(), shape, response.getOutputStream(), locale);
    }

    private ImportRun seen(long id) {
        return imports.find(new ImportRunId(id)).orElseThrow(() -> new Refused("import-not-found"));
    }
}
