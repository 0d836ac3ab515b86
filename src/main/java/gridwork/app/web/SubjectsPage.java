package gridwork.app.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
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
    String subjects(Asked asked, @RequestParam(required = false) String kind, Model model) {
        Asked effective = kind == null ? register.startingWith(asked) : asked;
        Register.Shown shown = register.page(effective, jurisdiction.areas().orElse(null));
        model.addAttribute("asked", effective);
        model.addAttribute("shown", shown);
        model.addAttribute("kinds", register.kinds());
        model.addAttribute("areas", register.areas(jurisdiction.areas().orElse(null)));
        model.addAttribute(
                "page", new Paging(shown.total(), effective.from(), Asked.ROWS, effective.address("/subjects")));
        return "app/subjects";
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q) {
        return "redirect:" + register.answer(q.strip(), jurisdiction.areas().orElse(null));
    }

    @GetMapping("/subjects.csv")
    void export(Asked asked, Locale locale, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"subjects-" + clock.today() + ".csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(out)) {
            out.write('\ufeff'); // spreadsheets take the file for UTF-8 by this mark
            csv.writeRecord(
                    List.of("kind", "code", "name", "address", "area", "grade", "since", "opened", "closed").stream()
                            .map(column -> messages.getMessage("app.subject." + column, null, locale))
                            .toList());
            register.all(asked, jurisdiction.areas().orElse(null), row -> csv.writeRecord(row.cells(locale)));
        }
    }
}
