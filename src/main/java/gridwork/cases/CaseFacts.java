package gridwork.cases;

import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a case did, as facts again. */
@Component
class CaseFacts {
    private static final String SOURCE = "gridwork-cases";
    private static final int LONGEST = 300;
    private final Facts facts;
    private final CaseSubjects subjects;
    private final StreetClock clock;

    CaseFacts(Facts facts, CaseSubjects subjects, StreetClock clock) {
        this.facts = facts;
        this.subjects = subjects;
        this.clock = clock;
    }

    Subject subject(Case of) {
        return subjects.of(of)
                .orElseThrow(() ->
                        new IllegalStateException("case " + of.id().value() + " is about a subject that is not there"));
    }

    void milestone(Case of, String milestone, Map<String, Object> more) {
        milestone(of, milestone, milestone, more);
    }

    /** @param reference tells milestones of the same kind in one case apart */
    void milestone(Case of, String milestone, String reference, Map<String, Object> more) {
        record(List.of(reached(of, subject(of), milestone, reference, more)));
    }

    /** What became of a case. */
    NewFact reached(Case of, Subject about, String milestone, String reference, Map<String, Object> more) {
        Map<String, Object> payload = new LinkedHashMap<>(more);
        payload.put("caseId", String.valueOf(of.id().value()));
        payload.put("matter", of.matter());
        return fact(of, about, "case-milestone", milestone, reference, clock.now(), null, payload);
    }

    /** One that was a part of another counts from when that was opened. */
    void opened(Case of) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("caseId", String.valueOf(of.id().value()));
        payload.put("matter", of.matter());
        if (of.dueOn() != null) {
            payload.put("dueOn", of.dueOn().toString());
        }
        record(List.of(fact(of, "case-milestone", "case-opened", "case-opened", of.openedAt(), null, payload)));
    }

    Results results(Case of) {
        return Results.of(subject(of).ref().kind());
    }

    /** A re-check is an on-site check too: what it found is known like that of any other. */
    void recheck(Case of, int times, boolean passed, String by) {
        Results.Named told = results(of).recheck();
        if (told == null) {
            return;
        }
        record(List.of(fact(
                of,
                told.kind(),
                told.category(passed ? Results.PASSED : Results.FAILED),
                "re-check-" + times,
                clock.now(),
                passed ? BigDecimal.ZERO : BigDecimal.ONE,
                Map.of("caseId", String.valueOf(of.id().value()), "inspectors", List.of(by)))));
    }

    /** What was found is put right; for shops their credit counts it. */
    void rectified(Case of, boolean inTime) {
        Results.Named told = results(of).rectified();
        if (told != null) {
            record(List.of(fact(
                    of,
                    told.kind(),
                    told.category(inTime ? Results.IN_TIME : Results.LATE),
                    "rectified",
                    clock.now(),
                    null,
                    Map.of(
                            "finding",
                            shortened(
                                    of.details().path(Rectification.DESCRIPTION).asText()),
                            "caseId",
                            String.valueOf(of.id().value())))));
        }
    }

    private static String shortened(String description) {
        return description.length() <= LONGEST ? description : description.substring(0, LONGEST - 1) + "…";
    }

    /** @param reference what tells this fact from the others of the same case */
    NewFact fact(
            Case of,
            String kind,
            String category,
            String reference,
            Instant occurredAt,
            @Nullable BigDecimal amount,
            Map<String, Object> payload) {
        return fact(of, subject(of), kind, category, reference, occurredAt, amount, payload);
    }

    private static NewFact fact(
            Case of,
            Subject about,
            String kind,
            String category,
            String reference,
            Instant occurredAt,
            @Nullable BigDecimal amount,
            Map<String, Object> payload) {
        return new NewFact(
                about.ref(),
                kind,
                category,
                occurredAt,
                null,
                SOURCE,
                of.id().value() + "/" + reference,
                null,
                amount,
                payload);
    }

    void record(List<NewFact> news) {
        for (Recorded each : facts.record(news, Facts.How.NOW)) {
            if (each instanceof Recorded.Refused refused) {
                throw new IllegalStateException("a case's own fact was refused: " + refused);
            }
        }
    }
}
