package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.FactKinds;
import gridwork.facts.SubjectId;
import gridwork.street.AreaId;
import gridwork.street.OfficerId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class KeptCaseBook implements CaseBook {
    private final StoredCases cases;
    private final CaseFacts facts;
    private final FactKinds kinds;
    private final Photos photos;
    private final Rectifications rectifications;
    private final Deadlines deadlines;
    private final RuntimeService processes;
    private final Openings openings;
    private final Starts starts;
    private final Doer doer;
    private final ApplicationEventPublisher events;

    KeptCaseBook(
            StoredCases cases,
            CaseFacts facts,
            FactKinds kinds,
            Photos photos,
            Rectifications rectifications,
            Deadlines deadlines,
            RuntimeService processes,
            Openings openings,
            Starts starts,
            Doer doer,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.facts = facts;
        this.kinds = kinds;
        this.photos = photos;
        this.rectifications = rectifications;
        this.deadlines = deadlines;
        this.processes = processes;
        this.openings = openings;
        this.starts = starts;
        this.doer = doer;
        this.events = events;
    }

    @Override
    public ObjectNode details() {
        return cases.details();
    }

    @Override
    public Case get(CaseId id) {
        return cases.get(id);
    }

    @Override
    public Map<CaseId, Case> find(Collection<CaseId> ids) {
        return cases.find(ids).stream().collect(Collectors.toMap(Case::id, Function.identity()));
    }

    @Override
    public Optional<Case> find(CaseId id) {
        return cases.find(id);
    }

    @Override
    public Map<SubjectId, List<Case>> allOpen(Collection<SubjectId> subjects) {
        return cases.open(subjects);
    }

    @Override
    public Optional<Case> find(SubjectId subject, String matter, String cause) {
        return cases.find(subject, matter, cause);
    }

    @Override
    public List<Case> open(SubjectId subject) {
        return cases.open(List.of(subject)).getOrDefault(subject, List.of());
    }

    @Override
    public LocalDate lastDay(String matter, String clock) {
        return deadlines.of(matter, clock);
    }

    @Override
    public LocalDate within(Case of, String clock, @Nullable String step) {
        return deadlines.within(of, clock, step);
    }

    @Override
    public void until(Case of, String clock, @Nullable String step, LocalDate day, String why) {
        deadlines.until(of, clock, step, day, why);
    }

    @Override
    public void done(Case of, String clock) {
        deadlines.done(of, clock);
    }

    @Override
    public List<Case> cameFrom(CaseId parent) {
        return cases.cameFrom(parent);
    }

    @Override
    public Case add(
            String matter,
            SubjectId subject,
            @Nullable AreaId area,
            String cause,
            @Nullable CaseId parent,
            @Nullable LocalDate dueOn,
            JsonNode details) {
        return cases.add(matter, subject, area, cause, parent, dueOn, false, details);
    }

    @Override
    public List<Case> open(List<NewCase> asked) {
        return openings.open(asked, null, "program");
    }

    @Override
    public void start(Case opened, String process) {
        starts.start(opened, process);
    }

    @Override
    public Case splitFrom(Case whole, String cause, JsonNode details, String definition, List<String> steps) {
        Case own = cases.addSince(whole, cause, details);
        facts.opened(own);
        starts.start(own, definition, steps);
        return own;
    }

    @Override
    public void change(Case changed, @Nullable LocalDate dueOn, JsonNode details) {
        cases.change(changed, dueOn, changed.secret(), details);
    }

    @Override
    public void close(CaseId id) {
        cases.close(id);
        cases.trail(id, null, "closed", "program", cases.details());
    }

    @Override
    public List<String> officers(CaseId id) {
        return cases.officers(id);
    }

    @Override
    public void responsible(CaseId id, @Nullable OfficerId officer) {
        cases.rename(id, 0, officer);
    }

    @Override
    public void trail(CaseId id, @Nullable String who, String what, JsonNode content) {
        cases.trail(id, who, what, who == null ? "program" : doer.cameBy(), content);
    }

    @Override
    public void milestone(Case of, String milestone, Map<String, Object> more) {
        facts.milestone(of, milestone, more);
    }

    @Override
    public void milestone(Case of, String milestone, String reference, Map<String, Object> more) {
        facts.milestone(of, milestone, reference, more);
    }

    @Override
    public boolean tell(CaseId id, String message) {
        events.publishEvent(new CaseTold(id));
        var heard = new AtomicBoolean(true);
        doer.asProgram(() -> {
            try {
                processes
                        .createMessageCorrelation(message)
                        .processInstanceBusinessKey(String.valueOf(id.value()))
                        .correlate();
            } catch (MismatchingMessageCorrelationException nobodyWaits) {
                heard.set(false);
            }
        });
        return heard.get();
    }

    @Override
    public void check(Case of, JsonNode taken) {
        photos.check(of, taken);
    }

    @Override
    public Results results(Case of) {
        return facts.results(of);
    }

    @Override
    public void record(
            Case of,
            String kind,
            String category,
            String reference,
            Instant at,
            @Nullable Integer found,
            Map<String, Object> payload) {
        var known = kinds.find(kind).orElseThrow(() -> new IllegalStateException("no kind of fact " + kind));
        Map<String, Object> kept = new LinkedHashMap<>(payload);
        kept.keySet().retainAll(known.properties());
        BigDecimal amount =
                found == null || known.amount() == null && !known.properties().contains("amount")
                        ? null
                        : BigDecimal.valueOf(found);
        facts.record(List.of(facts.fact(of, kind, category, reference, at, amount, kept)));
    }

    @Override
    public void rectify(Case check, int number, String category, String description, JsonNode taken) {
        rectifications.open(check, number, category, description, taken);
    }
}
