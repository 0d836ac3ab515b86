package gridwork.cases.plan;

import gridwork.cases.CaseId;
import gridwork.cases.CheckSeats;
import gridwork.facts.Subjects;
import gridwork.platform.BeforeCommit;
import gridwork.street.Acting;
import gridwork.street.Areas;
import gridwork.street.LeaveChanged;
import gridwork.street.Matters;
import gridwork.street.OfficerChanged;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * An inspector who left office, is on leave, gave up the duty or stated a conflict is replaced in the checks under way by the next in the
 * order of the same draw. Who signed already stays. Where nobody is left the place is vacant and the plan says so, until
 * somebody can be drawn. Looking twice changes nothing.
 */
@Component
class Replacing {
    private static final String FILLED = "filled";
    private final CheckSeats seats;
    private final PlannedChecks checks;
    private final Replacements replacements;
    private final CheckSecrets secrets;
    private final Officers officers;
    private final Acting acting;
    private final Areas areas;
    private final Matters matters;
    private final Subjects subjects;
    private final BeforeCommit beforeCommit;

    Replacing(
            CheckSeats seats,
            PlannedChecks checks,
            Replacements replacements,
            CheckSecrets secrets,
            Officers officers,
            Acting acting,
            Areas areas,
            Matters matters,
            Subjects subjects,
            BeforeCommit beforeCommit) {
        this.seats = seats;
        this.checks = checks;
        this.replacements = replacements;
        this.secrets = secrets;
        this.officers = officers;
        this.acting = acting;
        this.areas = areas;
        this.matters = matters;
        this.subjects = subjects;
        this.beforeCommit = beforeCommit;
    }

    @EventListener
    void on(OfficerChanged changed) {
        beforeCommit.run(this::look);
    }

    @EventListener
    void on(LeaveChanged changed) {
        beforeCommit.run(this::look);
    }

    /** All checks under way; within a transaction. */
    void look() {
        List<CheckSeats.UnderWay> all = seats.underWay();
        Map<CaseId, PlannedChecks.Row> draws =
                checks.drawsOf(all.stream().map(CheckSeats.UnderWay::id).toList()).stream()
                        .collect(Collectors.toMap(row -> Objects.requireNonNull(row.caseId()), Function.identity()));
        var inspectors = new Inspectors(officers, acting, areas, matters.matter(Planning.MATTER), Inspectors.INSPECTOR);
        for (CheckSeats.UnderWay each : all) {
            PlannedChecks.Row draw = draws.get(each.id());
            if (draw != null && !isWell(each, draw, inspectors)) {
                subjects.lock(List.of(each.site()));
                seats.underWay(each.id()).ifPresent(check -> replace(check, draw, inspectors));
            }
        }
    }

    private static boolean isWell(CheckSeats.UnderWay check, PlannedChecks.Row draw, Inspectors inspectors) {
        List<String> free = inspectors.candidates(draw.siteRef());
        return check.named().size() == draw.needed()
                && check.named().values().stream().allMatch(each -> free.contains(each.value()));
    }

    private void replace(CheckSeats.UnderWay check, PlannedChecks.Row draw, Inspectors inspectors) {
        List<String> free = inspectors.candidates(draw.siteRef());
        Map<Integer, OfficerId> named = new TreeMap<>(check.named());
        for (int place = 0; place < draw.needed(); place++) {
            OfficerId officer = named.get(place);
            if (officer != null && (free.contains(officer.value()) || seats.hasSigned(check.id(), officer))) {
                continue;
            }
            List<String> candidates = free.stream()
                    .filter(each -> !named.containsValue(new OfficerId(each)))
                    .toList();
            OfficerId next = next(draw, candidates);
            if (officer == null && next == null) {
                continue;
            }
            String why = officer == null ? FILLED : inspectors.whyNot(officer);
            replacements.add(draw, check.id(), place, id(officer), why, candidates, id(next));
            seats.give(check, place, next, why);
            if (next == null) {
                named.remove(place);
            } else {
                named.put(place, next);
            }
        }
        String note = named.size() < draw.needed() ? Planning.TOO_FEW : null;
        if (!Objects.equals(note, draw.note())) {
            checks.change(List.of(draw.as(draw.state(), note)));
        }
    }

    private @Nullable OfficerId next(PlannedChecks.Row draw, List<String> candidates) {
        return first(secrets.of(draw.period()), draw.siteRef(), candidates)
                .map(OfficerId::new)
                .orElse(null);
    }

    /** The next in the order of the draw. */
    static Optional<String> first(byte[] secret, String siteRef, List<String> candidates) {
        return Draw.order(secret, siteRef, candidates).stream().findFirst();
    }

    private static @Nullable String id(@Nullable OfficerId officer) {
        return officer == null ? null : officer.value();
    }
}
