package gridwork.cases.joint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.decisions.Decisions;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.rules.Evaluation;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Each morning: checks of several departments on one subject that fall due near in time become one visit (综合查一次). A
 * department that checks alone is no joint visit. Only days that everybody may know are merged, never drawn ones.
 */
@Component
class MergeDueChecks implements DailyWork {
    private static final Logger LOG = LoggerFactory.getLogger(MergeDueChecks.class);
    private static final int CHUNK = 100;
    private static final int YEARS = 3;
    private static final String CAUSE = "due/";
    private final Procedures procedures;
    private final SubjectCases opening;
    private final Decisions decisions;
    private final Subjects subjects;
    private final Facts facts;
    private final Matters matters;
    private final Areas areas;
    private final StreetClock clock;
    private final Work work;

    MergeDueChecks(
            Procedures procedures,
            SubjectCases opening,
            Decisions decisions,
            Subjects subjects,
            Facts facts,
            Matters matters,
            Areas areas,
            StreetClock clock,
            Work work) {
        this.procedures = procedures;
        this.opening = opening;
        this.decisions = decisions;
        this.subjects = subjects;
        this.facts = facts;
        this.matters = matters;
        this.areas = areas;
        this.clock = clock;
        this.work = work;
    }

    /** A department's next check of a subject. */
    record Due(AreaId department, LocalDate on) {}

    @Override
    public String name() {
        return "merge-due-checks";
    }

    @Override
    public int order() {
        return 250;
    }

    @Override
    public void run(LocalDate day) {
        for (Procedure procedure : procedures.all()) {
            for (Procedure.Merges each : procedure.merges()) {
                matters.find(each.matter())
                        .filter(matter -> matter.validOn(day))
                        .ifPresent(matter -> {
                            merge(each, matter, subjects.open(matter.subject(), day), day);
                            openInTurn(procedure, matter);
                        });
            }
        }
    }

    private void openInTurn(Procedure procedure, Matter matter) {
        var more = new AtomicBoolean(true);
        while (more.get()) {
            work.run(() -> more.set(opening.openWaiting(procedure, matter.id())));
        }
    }

    /** By chunks that each commit; a second time on the same day asks for nothing more. */
    private void merge(Procedure.Merges merges, Matter matter, List<SubjectId> all, LocalDate day) {
        Map<Long, Optional<Integer>> asked = new HashMap<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<SubjectId> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            work.run(() -> look(merges, matter, chunk, day, asked));
        }
    }

    private void look(
            Procedure.Merges merges,
            Matter matter,
            List<SubjectId> chunk,
            LocalDate day,
            Map<Long, Optional<Integer>> asked) {
        subjects.lock(chunk);
        Map<SubjectId, List<Fact>> seen =
                facts.seen(chunk, Set.of(merges.check()), day.minusYears(YEARS), day, clock.now());
        List<SubjectId> checked =
                chunk.stream().filter(each -> seen.containsKey(each)).toList();
        if (checked.isEmpty()) {
            return;
        }
        List<SubjectId> apart = new ArrayList<>();
        Set<SubjectId> underWay = opening.underWay(checked, matter.id());
        Map<SubjectId, Evaluation> intervals =
                decisions.evaluate(merges.interval().ruleSet(), checked, day, clock.now());
        for (SubjectId subject : checked) {
            Evaluation interval = intervals.get(subject);
            if (interval == null || !(interval.values().get(merges.interval().output()) instanceof Number period)) {
                continue;
            }
            List<Due> due = due(merges, matter, seen.getOrDefault(subject, List.of()), period.intValue());
            List<Due> together = together(due, merges.merging(), day, asked);
            if (together.size() < 2) {
                apart.add(subject);
            } else if (!underWay.contains(subject)) {
                queue(subject, matter, together, day);
            }
        }
        opening.leave(matter.id(), apart, CAUSE);
    }

    /** Of each department with items in the matter that ever checked: so many days after its last check. */
    private List<Due> due(Procedure.Merges merges, Matter matter, List<Fact> checks, int period) {
        List<Due> all = new ArrayList<>();
        for (AreaId department : matter.checklist().departments()) {
            String name = areas.find(department).map(Area::name).orElse(department.value());
            checks.stream()
                    .filter(each -> merges.isCheckOf(each, department, name))
                    .map(Fact::occurredOn)
                    .max(Comparator.naturalOrder())
                    .ifPresent(last -> all.add(new Due(department, last.plusDays(period))));
        }
        all.sort(Comparator.comparing(Due::on));
        return all;
    }

    /** The first one that is due soon, and those that are near enough to it; empty where nothing is due soon. */
    private List<Due> together(List<Due> due, String merging, LocalDate day, Map<Long, Optional<Integer>> asked) {
        if (due.isEmpty()) {
            return List.of();
        }
        LocalDate first = due.get(0).on();
        Optional<Integer> ahead = ahead(0, merging, day, asked);
        if (ahead.isEmpty() || first.isAfter(day.plusDays(ahead.get()))) {
            return List.of();
        }
        return due.stream()
                .filter(each -> ahead(ChronoUnit.DAYS.between(first, each.on()), merging, day, asked)
                        .isPresent())
                .toList();
    }

    /** How many days ahead a visit opens to which a check so many days after the first belongs; empty = it does not. */
    private Optional<Integer> ahead(long days, String merging, LocalDate day, Map<Long, Optional<Integer>> asked) {
        return asked.computeIfAbsent(days, apart -> {
            Map<String, Object> answer = decisions.answers(merging, Map.of("days", apart), day);
            return "merge".equals(answer.get("merging")) && answer.get("aheadDays") instanceof Number ahead
                    ? Optional.of(ahead.intValue())
                    : Optional.empty();
        });
    }

    private void queue(SubjectId subject, Matter matter, List<Due> together, LocalDate day) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        together.forEach(each -> merged.addObject()
                .put("matter", matter.id())
                .put("department", each.department().value())
                .put("dueOn", each.on().toString()));
        LocalDate first = together.get(0).on();
        opening.queue(OpenInspections.wanted(
                subject,
                matter.id(),
                together.stream().map(Due::department).toList(),
                CAUSE + first,
                first.isBefore(day) ? null : first,
                merged));
        LOG.info("{} checks of subject {} due from {} are one visit", together.size(), subject.value(), day);
    }
}
