package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.facts.NewFact;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** The signed check becomes facts, and every violation a rectification of its own. */
@UsableInProcesses("recordFacts")
class RecordFacts implements JavaDelegate {
    private static final Logger log = LoggerFactory.getLogger(RecordFacts.class);
    private final StoredCases cases;
    private final CaseFacts facts;
    private final Rectifications rectifications;
    private final Subjects subjects;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;
    private final Deadlines deadlines;

    RecordFacts(
            StoredCases cases,
            CaseFacts facts,
            Rectifications rectifications,
            Subjects subjects,
            StreetClock clock,
            ApplicationEventPublisher events,
            Deadlines deadlines) {
        this.cases = cases;
        this.facts = facts;
        this.rectifications = rectifications;
        this.subjects = subjects;
        this.clock = clock;
        this.events = events;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseId id = new CaseId(Long.parseLong(execution.getProcessBusinessKey()));
        subjects.lock(List.of(cases.get(id).subject()));
        Case of = cases.get(id);
        String caseId = String.valueOf(id.value());
        String checkType = of.details().path(SiteCheck.CHECK_TYPE).asText();
        JsonNode record = of.details().path(SiteCheck.RECORDED);
        JsonNode findings = record.path("findings");
        Instant at = Instant.parse(of.details().path(SiteCheck.RECORDED_AT).asText());

        List<NewFact> news = new ArrayList<>();
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("caseId", caseId);
        check.put("inspectors", cases.officers(id));
        if (record.hasNonNull("note")) {
            check.put("note", record.path("note").asText());
        }
        news.add(facts.fact(of, "check", checkType, "check", at, BigDecimal.valueOf(findings.size()), check));
        for (int i = 0; i < findings.size(); i++) {
            JsonNode finding = findings.get(i);
            news.add(facts.fact(
                    of,
                    "violation",
                    finding.path("category").asText(),
                    "violation/" + (i + 1),
                    at,
                    null,
                    Map.of("description", finding.path("description").asText(), "caseId", caseId)));
        }
        facts.record(news);
        for (int i = 0; i < findings.size(); i++) {
            JsonNode finding = findings.get(i);
            rectifications.open(
                    of,
                    i + 1,
                    finding.path("category").asText(),
                    finding.path("description").asText(),
                    finding.path("photos"));
        }
        ObjectNode details = of.details().deepCopy();
        details.put(SiteCheck.FACTS_RECORDED, true);
        cases.change(of, of.dueOn(), of.secret(), details);
        deadlines.done(of, SiteCheck.CHECK_BY);
        ObjectNode said = cases.details();
        said.put("violations", findings.size());
        cases.trail(id, null, "facts-recorded", "program", said);
        events.publishEvent(new CheckDone(id, of.subject(), checkType, clock.dayOf(at)));
        log.info("check {} found {} violations", caseId, findings.size());
    }
}
