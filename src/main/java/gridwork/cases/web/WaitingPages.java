package gridwork.cases.web;

import gridwork.cases.CaseReaders;
import gridwork.cases.ledger.ReadLedger;
import gridwork.cases.opening.WaitingCases;
import gridwork.cases.plan.PlanOverQuota;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits to be opened (排队立案), in the order in which it will be. */
@Controller
class WaitingPages {
    private static final int SIZE = 50;
    private final WaitingCases waiting;
    private final CaseReaders readers;
    private final ReadLedger ledger;
    private final PlanOverQuota planned;
    private final Matters matters;
    private final Subjects subjects;
    private final StreetClock clock;

    WaitingPages(
            WaitingCases waiting,
            CaseReaders readers,
            ReadLedger ledger,
            PlanOverQuota planned,
            Matters matters,
            Subjects subjects,
            StreetClock clock) {
        this.waiting = waiting;
        this.readers = readers;
        this.ledger = ledger;
        this.planned = planned;
        this.matters = matters;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * @param subject null = outside of the reader's reach
     * @param on the day on which its turn comes, as the limit stands; null = the limit is nothing at all, or it has no turn
     * @param heldBy the department whose quota it would go over, by name: it waits for a reason; null = for its turn
     */
    record Row(
            @Nullable Subject subject,
            Label matter,
            ZonedDateTime since,
            int place,
            int perDay,
            @Nullable LocalDate on,
            @Nullable String heldBy) {}

    @GetMapping("/cases/waiting")
    String all(
            @RequestParam(required = false) @Nullable String matter,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Map<String, Long> all = waiting.count();
        Map<String, Matter> mine = readers.matters().stream()
                .filter(each -> all.containsKey(each.id()))
                .collect(Collectors.toMap(Matter::id, Function.identity()));
        Set<String> asked = matter == null || matter.isBlank()
                ? mine.keySet()
                : mine.keySet().stream().filter(matter::equals).collect(Collectors.toSet());
        long total = asked.stream().mapToLong(all::get).sum();
        int first = Math.max(0, from);
        model.addAttribute("matters", List.copyOf(mine.values()));
        model.addAttribute("matter", matter);
        model.addAttribute("rows", rows(waiting.lines(asked, first, SIZE), mine));
        model.addAttribute(
                "page",
                new Paging(
                        total,
                        first,
                        SIZE,
                        "/cases/waiting?matter=" + (matter == null || asked.size() != 1 ? "" : matter)));
        model.addAttribute("held", planned.count());
        return "cases/waiting";
    }

    /** @param subject null = outside of the reader's reach */
    record Planned(@Nullable Subject subject, Label matter, LocalDate firstDay, LocalDate lastDay) {}

    /** Planned checks that wait for a reason because they would go over a department's quota. */
    @GetMapping("/cases/waiting/planned")
    String planned(@RequestParam(defaultValue = "0") int from, Model model) {
        int first = Math.max(0, from);
        List<PlanOverQuota.Held> some = planned.all(first, SIZE);
        Map<SubjectId, Subject> about =
                subjects.find(some.stream().map(PlanOverQuota.Held::site).collect(Collectors.toSet()));
        model.addAttribute(
                "rows",
                some.stream().map(each -> row(each, about.get(each.site()))).toList());
        model.addAttribute("page", new Paging(planned.count(), first, SIZE, "/cases/waiting/planned"));
        return "cases/waiting-planned";
    }

    private Planned row(PlanOverQuota.Held held, @Nullable Subject site) {
        Matter matter = matters.matter(held.matter());
        return new Planned(
                site != null && readers.reach().covers(matter, site.area()) ? site : null,
                matter.title(),
                held.firstDay(),
                held.lastDay());
    }

    private List<Row> rows(List<WaitingCases.Line> lines, Map<String, Matter> matters) {
        Map<SubjectId, Subject> about =
                subjects.find(lines.stream().map(WaitingCases.Line::subject).collect(Collectors.toSet()));
        return lines.stream()
                .map(each -> row(each, Objects.requireNonNull(matters.get(each.matter())), about.get(each.subject())))
                .toList();
    }

    private Row row(WaitingCases.Line line, Matter matter, @Nullable Subject subject) {
        int perDay = matter.opensPerDay();
        return new Row(
                subject != null && readers.reach().covers(matter, subject.area()) ? subject : null,
                matter.title(),
                line.since().atZone(clock.zone()),
                line.place(),
                perDay,
                perDay == 0 || line.heldBy() != null ? null : clock.today().plusDays(1 + (line.place() - 1) / perDay),
                line.heldBy() == null ? null : ledger.name(line.heldBy()));
    }
}
