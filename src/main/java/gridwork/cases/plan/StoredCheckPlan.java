package gridwork.cases.plan;

import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.CheckPlan;
import gridwork.cases.PlannedCheck;
import gridwork.cases.plan.Replacements.Replacement;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import gridwork.street.WorkingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class StoredCheckPlan implements CheckPlan {
    private static final int PERIODS_AT_ONCE = 50;
    private final Planning planning;
    private final PlannedChecks checks;
    private final CheckSecrets secrets;
    private final Replacements replacements;
    private final Cases cases;
    private final Subjects subjects;
    private final WorkingCalendar calendar;
    private final StreetClock clock;

    StoredCheckPlan(
            Planning planning,
            PlannedChecks checks,
            CheckSecrets secrets,
            Replacements replacements,
            Cases cases,
            Subjects subjects,
            WorkingCalendar calendar,
            StreetClock clock) {
        this.planning = planning;
        this.checks = checks;
        this.secrets = secrets;
        this.replacements = replacements;
        this.cases = cases;
        this.subjects = subjects;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void plan(LocalDate day, Progress progress) {
        planning.all(day, progress);
    }

    @Override
    public List<PlannedCheck> between(LocalDate first, LocalDate last, @Nullable OfficerId reader) {
        return revealed(checks.between(first, last), reader);
    }

    @Override
    public List<PlannedCheck> of(SubjectId site, int size, @Nullable OfficerId reader) {
        return revealed(checks.of(site, size), reader);
    }

    @Override
    public List<PlannedCheck> carriedBy(CaseId id, @Nullable OfficerId reader) {
        return revealed(checks.carriedBy(id), reader);
    }

    private List<PlannedCheck> revealed(List<PlannedChecks.Row> rows, @Nullable OfficerId reader) {
        LocalDate today = clock.today();
        Map<CaseId, List<String>> named = named(rows);
        return rows.stream()
                .map(row -> Revealing.to(reader, row, named(row, named), today))
                .toList();
    }

    private Map<CaseId, List<String>> named(List<PlannedChecks.Row> rows) {
        return cases.officers(rows.stream()
                .map(PlannedChecks.Row::caseId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    private static List<String> named(PlannedChecks.Row row, Map<CaseId, List<String>> named) {
        CaseId by = row.caseId();
        return by == null ? List.of() : named.getOrDefault(by, List.of());
    }

    @Override
    public List<PeriodProof> proofs(int from, int size) {
        return secrets.commitments(clock.today(), from, size).stream()
                .map(this::proof)
                .toList();
    }

    @Override
    public long periods() {
        return secrets.count();
    }

    private PeriodProof proof(CheckSecrets.Commitment of) {
        String secret = of.secret();
        if (secret == null) {
            return new PeriodProof(
                    of.period(), of.firstDay(), of.lastDay(), of.hash(), of.committedAt(), null, true, List.of());
        }
        byte[] bytes = HexFormat.of().parseHex(secret);
        List<PlannedChecks.Row> drawn = checks.of(of.period()).stream()
                .filter(row -> !row.drawnFrom().isEmpty() || !row.candidates().isEmpty())
                .toList();
        Map<SubjectId, Subject> sites =
                subjects.find(drawn.stream().map(PlannedChecks.Row::site).toList());
        Map<CaseId, List<String>> named = named(drawn);
        Map<Long, List<Replacement>> replaced =
                replacements.of(drawn.stream().map(PlannedChecks.Row::id).toList());
        return new PeriodProof(
                of.period(),
                of.firstDay(),
                of.lastDay(),
                of.hash(),
                of.committedAt(),
                secret,
                Draw.commitment(bytes).equals(of.hash()),
                drawn.stream()
                        .map(row -> again(
                                row,
                                bytes,
                                sites.get(row.site()),
                                named(row, named),
                                replaced.getOrDefault(row.id(), List.of())))
                        .toList());
    }

    private DrawProof again(
            PlannedChecks.Row row,
            byte[] secret,
            @Nullable Subject site,
            List<String> named,
            List<Replacement> replaced) {
        List<String> from = row.drawnFrom();
        LocalDate dayAgain =
                from.isEmpty() ? null : LocalDate.parse(from.get(Draw.place(secret, row.siteRef(), from.size())));
        List<String> order = Draw.order(secret, row.siteRef(), row.candidates());
        List<String> inspectorsAgain = order.subList(0, Math.min(row.needed(), order.size()));
        var places = new Places(row.siteRef(), secret, inspectorsAgain);
        List<ReplacedProof> replacedAgain = replaced.stream()
                .filter(each -> each.in().equals(row.caseId()))
                .map(places::replace)
                .toList();
        boolean agrees = Objects.equals(row.drawnDay(), dayAgain)
                && row.inspectors().equals(inspectorsAgain)
                && replacedAgain.stream().allMatch(ReplacedProof::agrees)
                && (row.candidates().isEmpty() || named.equals(places.taken()))
                && site != null
                && site.ref().toString().equals(row.siteRef())
                && isDrawnFromWorkingDays(row);
        return new DrawProof(
                row.id(),
                row.site(),
                row.siteRef(),
                row.drawnDay(),
                dayAgain,
                row.inspectors(),
                inspectorsAgain,
                replacedAgain,
                named,
                agrees);
    }

    /** The draw gone through once more, place by place. */
    private static final class Places {
        private final String siteRef;
        private final byte[] secret;
        private final List<@Nullable String> taken;

        Places(String siteRef, byte[] secret, List<String> drawn) {
            this.siteRef = siteRef;
            this.secret = secret;
            this.taken = new ArrayList<>(drawn);
        }

        ReplacedProof replace(Replacement one) {
            String next = Replacing.first(secret, siteRef, one.candidates()).orElse(null);
            boolean agrees = one.place() < taken.size()
                    && Objects.equals(taken.get(one.place()), one.left())
                    && Objects.equals(next, one.by())
                    && one.candidates().stream().noneMatch(taken::contains);
            if (one.place() < taken.size()) {
                taken.set(one.place(), next);
            }
            return new ReplacedProof(one.left(), one.why(), one.at(), one.by(), next, agrees);
        }

        List<String> taken() {
            return taken.stream()
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
        }
    }

    /** Where the calendar knows the notices; before them a year's days followed the ordinary week. */
    private boolean isDrawnFromWorkingDays(PlannedChecks.Row row) {
        return row.drawnFrom().isEmpty()
                || !calendar.covers(row.firstDay())
                || !calendar.covers(row.lastDay())
                || row.drawnFrom()
                        .equals(calendar.workingDays(row.firstDay(), row.lastDay()).stream()
                                .map(LocalDate::toString)
                                .toList());
    }

    @Override
    public Verified verify() {
        int periods = 0;
        int draws = 0;
        List<PeriodProof> differing = new ArrayList<>();
        for (int from = 0; from < periods(); from += PERIODS_AT_ONCE) {
            for (PeriodProof each : proofs(from, PERIODS_AT_ONCE)) {
                if (each.secret() == null) {
                    continue;
                }
                periods++;
                draws += each.draws().size();
                List<DrawProof> wrong =
                        each.draws().stream().filter(draw -> !draw.agrees()).toList();
                if (!each.hashAgrees() || !wrong.isEmpty()) {
                    differing.add(new PeriodProof(
                            each.period(),
                            each.firstDay(),
                            each.lastDay(),
                            each.hash(),
                            each.committedAt(),
                            each.secret(),
                            each.hashAgrees(),
                            wrong));
                }
            }
        }
        return new Verified(periods, draws, differing);
    }
}
