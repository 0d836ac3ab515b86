package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.facts.Detections;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.rules.RuleSet;
import gridwork.street.Jurisdiction;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** A person says of detections whether they are right. Each verdict is a fact: what it changes is decided at once. */
@Component
@ConditionalOnWebApplication
class JudgeDetections {
    private final Detections detections;
    private final Facts facts;
    private final Subjects subjects;
    private final Decisions decisions;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;
    private final Work work;

    JudgeDetections(
            Detections detections,
            Facts facts,
            Subjects subjects,
            Decisions decisions,
            Jurisdiction jurisdiction,
            StreetClock clock,
            Work work) {
        this.detections = detections;
        this.facts = facts;
        this.subjects = subjects;
        this.decisions = decisions;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
        this.work = work;
    }

    /** By kind of finding: below it a person decides. The strictest of the rule sets in force. */
    Map<String, BigDecimal> limits() {
        LocalDate today = clock.today();
        Map<String, BigDecimal> limits = new LinkedHashMap<>();
        for (RuleSet each : decisions.release(today).ruleSets()) {
            each.confirmedBelow(today).forEach((kind, limit) -> limits.merge(kind, limit, BigDecimal::max));
        }
        return limits;
    }

    /** What happened until then counts under no rule set any more. */
    LocalDate after() {
        LocalDate today = clock.today();
        return decisions.release(today).ruleSets().stream()
                .filter(each -> !each.confirmedBelow(today).isEmpty())
                .map(each -> each.daysBack().isEmpty()
                        ? LocalDate.EPOCH
                        : today.minusDays(each.daysBack().getAsInt()))
                .min(Comparator.naturalOrder())
                .orElse(today);
    }

    /** Refused as a whole when one of them is unknown, out of reach or judged already. */
    void judge(List<Long> ids, boolean confirmed, String reason, String by) {
        if (ids.isEmpty()) {
            throw new Refused("findings-none");
        }
        if (!confirmed && reason.isBlank() || reason.length() > 500) {
            throw new Refused("reason-missing");
        }
        work.run(() -> {
            Map<String, BigDecimal> limits = limits();
            Reach reach = jurisdiction.reach();
            List<Fact> found =
                    facts.find(ids.stream().distinct().map(FactId::new).toList());
            List<SubjectId> about = found.stream().map(Fact::subject).distinct().toList();
            subjects.lock(about);
            Map<SubjectId, Subject> known = subjects.find(about);
            // read again: somebody may have been quicker
            if (!detections.verdicts(found.stream().map(Fact::id).toList()).isEmpty()) {
                throw new Refused("finding-judged");
            }
            List<NewFact> verdicts = new ArrayList<>();
            for (Fact each : facts.find(found.stream().map(Fact::id).toList())) {
                Subject subject = Objects.requireNonNull(known.get(each.subject()));
                BigDecimal limit = limits.get(each.kind());
                if (limit == null || !reach.covers(subject.ref().kind(), subject.area())) {
                    throw new Refused("finding-unknown");
                }
                if (each.voidedBy() != null) {
                    throw new Refused("finding-void");
                }
                verdicts.add(verdict(each, subject, limit, confirmed, reason.strip(), by));
            }
            if (verdicts.size() != ids.stream().distinct().count()) {
                throw new Refused("finding-unknown");
            }
            for (Recorded each : facts.record(verdicts, Facts.How.NOW)) {
                if (each instanceof Recorded.Refused refused) {
                    throw new Refused(refused.code(), refused.field(), refused.value());
                }
            }
        });
    }

    private NewFact verdict(
            Fact finding, Subject subject, BigDecimal limit, boolean confirmed, String reason, String by) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("finding", String.valueOf(finding.id().value()));
        payload.put("findingKind", finding.kind());
        if (finding.category() != null) {
            payload.put("findingCategory", finding.category());
        }
        payload.put("findingOn", finding.occurredOn().toString());
        payload.put("camera", String.valueOf(finding.payload().getOrDefault("camera", "")));
        if (finding.confidence() != null) {
            payload.put("confidence", finding.confidence());
        }
        payload.put(
                "doubtful", finding.confidence() != null && finding.confidence().compareTo(limit) < 0);
        if (!reason.isEmpty()) {
            payload.put("reason", reason);
        }
        payload.put("by", by);
        return new NewFact(
                subject.ref(),
                Detections.VERDICT,
                confirmed ? Detections.CONFIRMED : Detections.REJECTED,
                clock.now(),
                null,
                Facts.OWN_SOURCE,
                Detections.reference(finding.id()),
                null,
                null,
                payload);
    }

    /** The finding waits again. */
    void undo(long verdict, String reason, String by) {
        Fact fact = Optional.of(new FactId(verdict)).stream()
                .flatMap(each -> facts.find(List.of(each)).stream())
                .filter(each -> each.kind().equals(Detections.VERDICT))
                .findFirst()
                .orElseThrow(() -> new Refused("finding-unknown"));
        Subject subject = subjects.find(fact.subject()).orElseThrow();
        if (!jurisdiction.reach().covers(subject.ref().kind(), subject.area())) {
            throw new Refused("finding-unknown");
        }
        work.run(() -> facts.voidFact(fact.id(), reason, by));
    }
}
