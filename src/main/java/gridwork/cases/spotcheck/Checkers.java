package gridwork.cases.spotcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.cases.TaskContents;
import gridwork.cases.TrailEntry;
import gridwork.cases.plan.Inspectors;
import gridwork.cases.plan.PeriodDraws;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.BeforeCommit;
import gridwork.street.Acting;
import gridwork.street.Areas;
import gridwork.street.LeaveChanged;
import gridwork.street.Matters;
import gridwork.street.OfficerChanged;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who checks a closed case again: drawn among those who may check its matter and had nothing to do with it. Who cannot go on
 * is replaced by the same draw, never by a deputy, who may be one of those who did the work.
 */
@Component
class Checkers {
    private final SpotDraws draws;
    private final PeriodDraws secrets;
    private final CaseBook book;
    private final Cases cases;
    private final TaskContents contents;
    private final Officers officers;
    private final Acting acting;
    private final Areas areas;
    private final Matters matters;
    private final Subjects subjects;
    private final BeforeCommit beforeCommit;

    Checkers(
            SpotDraws draws,
            PeriodDraws secrets,
            CaseBook book,
            Cases cases,
            TaskContents contents,
            Officers officers,
            Acting acting,
            Areas areas,
            Matters matters,
            Subjects subjects,
            BeforeCommit beforeCommit) {
        this.draws = draws;
        this.secrets = secrets;
        this.book = book;
        this.cases = cases;
        this.contents = contents;
        this.officers = officers;
        this.acting = acting;
        this.areas = areas;
        this.matters = matters;
        this.subjects = subjects;
        this.beforeCommit = beforeCommit;
    }

    static CaseId original(Case spot) {
        return new CaseId(spot.details().path(SpotCheck.OF).asLong());
    }

    static boolean isSpotCheck(Case of) {
        return of.details().has(SpotCheck.OF);
    }

    /**
     * Whoever did something in a case, in one that it came from or in one that came from it, in their own name or in whose
     * place it was done, and whoever was named for one of them.
     */
    Set<String> involved(Case of) {
        Set<String> all = new TreeSet<>();
        for (Case each : family(of)) {
            all.addAll(book.officers(each.id()));
            for (TrailEntry entry : cases.trail(each.id())) {
                if (entry.who() != null) {
                    all.add(entry.who());
                }
                String inPlaceOf = entry.content().path("inPlaceOf").asText("");
                if (!inPlaceOf.isEmpty()) {
                    all.add(inPlaceOf);
                }
            }
        }
        return all;
    }

    private Set<Case> family(Case of) {
        Set<Case> all = new LinkedHashSet<>();
        Case above = of;
        while (above.parent() != null) {
            above = book.get(above.parent());
            all.add(above);
        }
        Deque<Case> below = new ArrayDeque<>(List.of(of));
        while (!below.isEmpty()) {
            Case next = below.remove();
            if (!isSpotCheck(next)) {
                all.add(next);
                below.addAll(book.cameFrom(next.id()));
            }
        }
        return all;
    }

    private Inspectors role(SpotDraws.Draw draw) {
        return new Inspectors(officers, acting, areas, matters.matter(draw.matter()), draw.role());
    }

    private String ref(Case of) {
        return subjects.find(of.subject()).map(Subject::ref).orElseThrow().toString();
    }

    List<String> candidates(SpotDraws.Draw draw) {
        Case of = book.get(draw.of());
        Set<String> involved = involved(of);
        return role(draw).candidates(ref(of)).stream()
                .filter(each -> !involved.contains(each))
                .toList();
    }

    /** The first, or the next after somebody who cannot go on. */
    void draw(Case spot) {
        SpotDraws.Draw draw = draws.of(original(spot)).orElseThrow();
        List<String> candidates = candidates(draw);
        String left = book.officers(spot.id()).stream().findFirst().orElse(null);
        String next = first(draw, candidates).orElse(null);
        draws.add(new SpotDraws.Checker(draw.of(), candidates, next, left));
        book.responsible(spot.id(), next == null ? null : new OfficerId(next));
        ObjectNode said = book.details();
        said.put("left", left);
        said.put("replacedBy", next);
        book.trail(spot.id(), null, next == null ? "spot-nobody" : "spot-checker-drawn", said);
    }

    Optional<String> first(SpotDraws.Draw draw, List<String> candidates) {
        return secrets.order(draw.period(), draw.name(), candidates).stream().findFirst();
    }

    @EventListener({OfficerChanged.class, LeaveChanged.class})
    void whoIsThere() {
        beforeCommit.run(this::look);
    }

    /** Who was drawn, by the spot check's own case. */
    Map<CaseId, List<String>> named(List<SpotDraws.Draw> all) {
        return cases.officers(
                all.stream().map(SpotDraws.Draw::spot).filter(Objects::nonNull).toList());
    }

    /** Whoever was drawn and cannot go on leaves the check; what they were writing goes to its trail. */
    private void look() {
        List<SpotDraws.Draw> all = draws.underWay();
        Map<CaseId, List<String>> checkers = named(all);
        Map<CaseId, SubjectId> about =
                draws.subjects(all.stream().map(SpotDraws.Draw::of).toList());
        Map<SubjectId, Subject> known = subjects.find(about.values());
        Map<List<String>, Inspectors> roles = new HashMap<>();
        for (SpotDraws.Draw each : all) {
            CaseId spot = Objects.requireNonNull(each.spot());
            Inspectors role = roles.computeIfAbsent(List.of(each.matter(), each.role()), key -> role(each));
            String ref = Objects.requireNonNull(known.get(about.get(each.of())))
                    .ref()
                    .toString();
            for (String checker : checkers.getOrDefault(spot, List.of())) {
                if (!role.candidates(ref).contains(checker)) {
                    leaves(each, spot, checker);
                }
            }
        }
    }

    private void leaves(SpotDraws.Draw draw, CaseId spot, String checker) {
        subjects.lock(List.of(book.get(spot).subject()));
        if (!book.get(spot).open() || !book.officers(spot).contains(checker)) {
            return; // somebody saw it at the same moment
        }
        ObjectNode said = book.details();
        said.put("left", checker);
        said.put("code", role(draw).whyNot(new OfficerId(checker)));
        draft(spot, SpotCheck.CHECK).ifPresent(draft -> said.set("draft", draft));
        if (book.tell(spot, SpotCheck.CHECKER_GONE)) {
            book.trail(spot, null, "spot-checker-gone", said);
        }
    }

    /** Where nobody could be drawn and somebody can now; what the office was writing meanwhile goes to its trail. */
    void again(SpotDraws.Draw draw) {
        CaseId spot = Objects.requireNonNull(draw.spot());
        subjects.lock(List.of(book.get(spot).subject()));
        if (!book.get(spot).open()
                || !book.officers(spot).isEmpty()
                || candidates(draw).isEmpty()) {
            return;
        }
        ObjectNode said = book.details();
        draft(spot, SpotCheck.UNSTAFFED).ifPresent(draft -> said.set("draft", draft));
        if (book.tell(spot, SpotCheck.SOMEBODY_AGAIN)) {
            book.trail(spot, null, "spot-drawn-again", said);
        }
    }

    private Optional<JsonNode> draft(CaseId spot, String step) {
        return cases.openTasks(spot).stream()
                .filter(each -> each.step().equals(step))
                .map(OpenTask::id)
                .flatMap(each -> contents.find(each).stream())
                .findFirst();
    }
}
