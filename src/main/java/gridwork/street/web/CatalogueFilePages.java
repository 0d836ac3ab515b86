package gridwork.street.web;

import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.street.catalogue.CatalogueFiles;
import gridwork.street.catalogue.FileRow;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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

/** Changing the catalogue by a file. */
@Controller
@RequestMapping("/catalogue/files")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@ConditionalOnWebApplication
class CatalogueFilePages {
    private static final int FILES = 20;
    private static final int ROWS = 50;
    private final CatalogueFiles files;
    private final StreetClock clock;

    CatalogueFilePages(CatalogueFiles files, StreetClock clock) {
        this.files = files;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("files", files.latest(FILES));
        return "street/catalogue-files";
    }

    @PostMapping
    String send(@RequestParam MultipartFile file, Principal by) throws IOException {
        if (file.isEmpty()) {
            throw new Refused("import-no-file");
        }
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "catalogue")
                .replaceAll(".*[/\\\\]", "")
                .replaceAll("\\p{Cntrl}", "");
        try (InputStream content = file.getInputStream()) {
            return "redirect:/catalogue/files/" + files.keep(content, name, by.getName());
        }
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable long id,
            @RequestParam(required = false) FileRow.@Nullable Act only,
            @RequestParam(defaultValue = "0") int from,
            Locale locale,
            Model model) {
        int start = Math.max(0, from);
        CatalogueFiles.Shown shown = files.show(id, only, start, ROWS, locale);
        long total = only == null
                ? shown.counts().values().stream().mapToLong(Long::longValue).sum()
                : shown.counts().getOrDefault(only, 0L);
        model.addAttribute("shown", shown);
        model.addAttribute("only", only);
        model.addAttribute("acts", FileRow.Act.values());
        model.addAttribute(
                "page",
                new Paging(total, start, ROWS, "/catalogue/files/" + id + (only == null ? "" : "?only=" + only)));
        return "street/catalogue-file";
    }

    @PostMapping("/{id}/take")
    String take(@PathVariable long id, @RequestParam String reason, Principal by, RedirectAttributes then) {
        files.take(id, reason, by.getName());
        then.addFlashAttribute("done", "street.catalogue.file.taken");
        return "redirect:/catalogue/files/" + id;
    }

    @GetMapping("/{id}/refused.{ending:csv|xlsx}")
    void refused(@PathVariable long id, @PathVariable String ending, Locale locale, HttpServletResponse response)
            throws IOException {
        TableFile.Shape shape = TableFile.Shape.of(ending);
        response.setContentType(shape.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"catalogue-refused." + ending + "\"");
        files.writeRefused(id, shape, response.getOutputStream(), locale);
    }
}
