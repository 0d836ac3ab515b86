package gridwork.cases.ledger.web;

import gridwork.cases.CaseId;
import gridwork.cases.ledger.ReadLedger;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.plan.PlanOverQuota;
import gridwork.facts.Subject;
import gridwork.facts.SubjectFilter;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectPage;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.platform.Work;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.Reach;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The ledger of the street, subject by subject, and going over a quota with a reason. */
@Controller
class LedgerPages {
    private static final int SIZE = 50;
    private static final int LONGEST = 500;
    private final ReadLedger ledger;
    private final LedgerPanel panel;
    private final SubjectCases opening;
    private final PlanOverQuota plan;
    private final Subjects subjects;
    private final Matters matters;
    private final Jurisdiction jurisdiction;
    private final MessageSource messages;
    private final StreetClock clock;
    private final Work work;

    LedgerPages(
            ReadLedger ledger,
            LedgerPanel panel,
            SubjectCases opening,
            PlanOverQuota plan,
            Subjects subjects,
            Matters matters,
            Jurisdiction jurisdiction,
            MessageSource messages,
            StreetClock clock,
            Work work) {
        this.ledger = ledger;
        this.panel = panel;
        this.opening = opening;
        this.plan = plan;
        this.subjects = subjects;
        this.matters = matters;
        this.jurisdiction = jurisdiction;
        this.messages = messages;
        this.clock = clock;
        this.work = work;
    }

    /** @param only {@code over}, {@code frequent}, or all */
    record Asked(
            int year,
            @Nullable String kind,
            @Nullable String department,
            @Nullable String only,
            @Nullable String q) {
        Asked {
            kind = blankToNull(kind);
            department = blankToNull(department);
            only = blankToNull(only);
            q = blankToNull(q);
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        public boolean narrowed() {
            return kind != null || department != null || only != null || q != null;
        }

        String address(String path) {
            return UriComponentsBuilder.fromPath(path)
                    .queryParam("year", year)
                    .queryParam("kind", Objects.requireNonNullElse(kind, ""))
                    .queryParam("department", Objects.requireNonNullElse(department, ""))
                    .queryParam("only", Objects.requireNonNullElse(only, ""))
                    .queryParam("q", Objects.requireNonNullElse(q, ""))
                    .encode()
                    .build()
                    .toUriString();
        }
    }

    @GetMapping("/ledger")
    String all(
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String only,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Asked asked = new Asked(panel.year(year), kind, department, only, q);
        Reach reach = jurisdiction.reach();
        int first = Math.max(0, from);
        SubjectPage page = page(asked, reach, first, SIZE);
        int now = clock.today().getYear();
        model.addAttribute("asked", asked);
        model.addAttribute("kinds", kinds(reach));
        model.addAttribute("departments", ledger.departments(asked.year()));
        model.addAttribute("years", List.of(now + 1, now, now - 1, now - 2, now - 3, now - 4));
        model.addAttribute("rows", ledger.rows(page.subjects(), asked.year()));
        model.addAttribute("csv", asked.address("/ledger.csv"));
        model.addAttribute("page", new Paging(page.total(), first, SIZE, asked.address("/ledger")));
        return "cases/ledger";
    }

    private SubjectPage page(Asked asked, Reach reach, int from, int size) {
        return subjects.page(new SubjectFilter(
                asked.kind(),
                asked.q(),
                null,
                reach,
                List.of(ledger.during(asked.year(), asked.department(), asked.only(), asked.kind())),
                true,
                from,
                size,
                SubjectFilter.Order.CODE));
    }

    /** Of which the reader may see subjects and of which somebody checks some. */
    private List<String> kinds(Reach reach) {
        return matters.all().stream()
                .filter(each -> each.process() != null)
                .map(Matter::subject)
                .distinct()
                .filter(reach::touches)
                .toList();
    }

    @GetMapping("/ledger.csv")
    void export(
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String only,
            @RequestParam(required = false) @Nullable String q,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Asked asked = new Asked(panel.year(year), kind, department, only, q);
        Reach reach = jurisdiction.reach();
        TableFile.Shape shape = TableFile.Shape.CSV;
        response.setContentType(shape.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger-" + asked.year() + ".csv\"");
        try (TableFile table = shape.to(response.getOutputStream(), "")) {
            table.row(Stream.of(
                            "kind",
                            "code",
                            "name",
                            "department",
                            "what",
                            "done",
                            "planned",
                            "quota",
                            "visits",
                            "warnings")
                    .map(column -> say("cases.ledger.column." + column, locale))
                    .toList());
            int from = 0;
            SubjectPage page = page(asked, reach, from, SIZE);
            while (!page.subjects().isEmpty()) {
                for (ReadLedger.Row row : ledger.rows(page.subjects(), asked.year())) {
                    for (ReadLedger.Numbers each : row.departments()) {
                        table.row(cells(row, each, locale).map(shape::harmless).toList());
                    }
                }
                from += SIZE;
                page = page(asked, reach, from, SIZE);
            }
        }
    }

    private Stream<String> cells(ReadLedger.Row row, ReadLedger.Numbers of, Locale locale) {
        Subject subject = row.subject();
        Label what = of.tally().what();
        return Stream.of(
                say("app.kind." + subject.ref().kind(), locale),
                subject.ref().code(),
                subject.name(),
                of.department(),
                what.in(locale),
                String.valueOf(of.tally().done()),
                String.valueOf(of.tally().planned()),
                of.tally().quota() == null ? "" : String.valueOf(of.tally().quota()),
                String.valueOf(row.visits()),
                row.warnings().stream()
                        .map(each -> say(
                                "cases.ledger.warning."
                                        + each.warning().kind().name().toLowerCase(Locale.ROOT),
                                locale))
                        .collect(Collectors.joining(" ")));
    }

    private String say(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }

    @PostMapping("/subjects/ledger/{id}/over")
    String over(
            @PathVariable long id,
            @RequestParam long waiting,
            @RequestParam(defaultValue = "false") boolean planned,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        Subject subject = subjects.find(new SubjectId(id)).orElseThrow(() -> new Refused("over-quota-not-yours"));
        Officer by = panel.mustBeAllowed(subject, waiting, planned);
        String said = said(reason);
        then.addFlashAttribute("done", "cases.ledger.over.done");
        if (planned) {
            plan.allow(waiting, subject.id(), said, by.id());
            return "redirect:/subjects/" + subject.ref().kind() + "/"
                    + UriUtils.encodePath(subject.ref().code(), StandardCharsets.UTF_8);
        }
        return "redirect:/cases/" + open(waiting, subject, said, by).value();
    }

    private static String said(String reason) {
        if (reason.isBlank()) {
            throw new Refused("over-quota-reason");
        }
        if (reason.strip().length() > LONGEST) {
            throw new Refused("case-reason-long", LONGEST);
        }
        return reason.strip();
    }

    private CaseId open(long waiting, Subject subject, String reason, Officer by) {
        var opened = new AtomicReference<CaseId>();
        work.run(() -> opened.set(opening.openOver(waiting, subject.id(), reason, by.id())));
        return Objects.requireNonNull(opened.get());
    }
}
