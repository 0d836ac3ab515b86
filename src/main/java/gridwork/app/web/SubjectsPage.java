package gridwork.app.web;

import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.street.Jurisdiction;
import gridwork.street.Reach;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The register of subjects (对象台账), as far as the reader's duties reach. */
@Controller
@ConditionalOnWebApplication
class SubjectsPage {
    private final Register register;
    private final Jurisdiction jurisdiction;
    private final MessageSource messages;
    private final StreetClock clock;

    SubjectsPage(Register register, Jurisdiction jurisdiction, MessageSource messages, StreetClock clock) {
        this.register = register;
        this.jurisdiction = jurisdiction;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/subjects")
    String subjects(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String grade,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String also,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Reach reach = jurisdiction.reach();
        List<String> kinds = register.kinds(reach);
        Asked asked = new Asked(
                kind == null && !kinds.isEmpty() ? kinds.get(0) : kind,
                q,
                grade,
                item,
                also,
                since,
                area,
                closed,
                sort,
                from);
        Register.Shown shown = register.page(asked, reach);
        model.addAttribute("asked", asked);
        model.addAttribute("shown", shown);
        model.addAttribute("kinds", kinds);
        model.addAttribute("reached", asked.kind() == null ? !kinds.isEmpty() : reach.touches(asked.kind()));
        model.addAttribute("areas", register.areas(reach));
        model.addAttribute("page", new Paging(shown.total(), asked.from(), Asked.ROWS, asked.address("/subjects")));
        return "app/subjects";
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q) {
        return "redirect:" + register.answer(q.strip(), jurisdiction.reach());
    }

    @GetMapping("/subjects.{ending:csv|xlsx}")
    void export(
            @PathVariable String ending,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String grade,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String also,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(required = false) @Nullable String sort,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked(kind, q, grade, item, also, since, area, closed, sort, 0);
        Reach reach = jurisdiction.reach();
        TableFile.Shape shape = TableFile.Shape.of(ending);
        shape.mustHold(register.page(asked, reach, 0, 1).total());
        response.setContentType(shape.contentType());
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"subjects-" + clock.today() + "." + ending + "\"");
        try (TableFile table =
                shape.to(response.getOutputStream(), messages.getMessage("app.subjects.title", null, locale))) {
            table.row(Stream.of(
                            "kind",
                            "code",
                            "name",
                            "address",
                            "area",
                            "grade",
                            "headline",
                            "since",
                            "opened",
                            "closed",
                            "merged")
                    .map(column -> messages.getMessage("app.subject." + column, null, locale))
                    .toList());
            register.all(asked, reach, row -> table.row(row.cells(locale, shape)));
        }
    }
}
