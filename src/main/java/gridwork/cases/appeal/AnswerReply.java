package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the answer says is done: facts are voided or corrected, or a repair becomes one; the answer names them. */
@UsableInProcesses("answerReply")
class AnswerReply implements JavaDelegate {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReply.class);
    private static final int LONGEST_REASON = 400;
    private final CaseBook cases;
    private final ReplyForms forms;
    private final Targets targets;
    private final Facts facts;
    private final Subjects subjects;
    private final StreetClock clock;

    AnswerReply(CaseBook cases, ReplyForms forms, Targets targets, Facts facts, Subjects subjects, StreetClock clock) {
        this.cases = cases;
        this.forms = forms;
        this.targets = targets;
        this.facts = facts;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        subjects.lock(List.of(cases.get(execution.getProcessBusinessKey()).subject()));
        Case of = cases.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        ObjectNode answer = details.withObject("/" + ReplyCase.ANSWER);
        ArrayNode corrected = answer.putArray(ReplyCase.CORRECTED);
        if (answer.path(ReplyCase.OUTCOME).asText().equals(ReplyCase.REPAIRED)) {
            repaired(of, corrected);
        }
        corrected(of, answer, corrected);
        cases.change(of, of.dueOn(), details);
        cases.trail(of.id(), null, "reply-corrected", cases.details().set(ReplyCase.CORRECTED, corrected.deepCopy()));
        LOG.info("reply {} changed {} facts", of.id().value(), corrected.size());
    }

    private void corrected(Case of, ObjectNode answer, ArrayNode corrected) {
        Map<FactId, JsonNode> verdicts = new LinkedHashMap<>();
        answer.path(ReplyCase.VERDICTS)
                .forEach(each ->
                        verdicts.put(new FactId(Long.parseLong(each.path("fact").asText())), each));
        Map<FactId, Fact> about =
                facts.find(verdicts.keySet()).stream().collect(Collectors.toMap(Fact::id, Function.identity()));
        Map<SubjectId, Subject> told =
                subjects.find(about.values().stream().map(Fact::subject).collect(Collectors.toSet()));
        Set<FactId> voided = new LinkedHashSet<>();
        List<NewFact> news = new ArrayList<>();
        verdicts.forEach((id, verdict) -> {
            Fact fact = Objects.requireNonNull(about.get(id));
            if (verdict.path("verdict").asText().equals("void")) {
                voided.add(id);
                named(corrected, "void", fact, fact.category());
            } else {
                String category = verdict.path("category").asText();
                news.add(as(fact, Objects.requireNonNull(told.get(fact.subject())), category));
                named(corrected, "correct", fact, category);
            }
        });
        facts.voidFacts(voided, reason(of, answer), answer.path("by").asText());
        if (!news.isEmpty()) {
            record(news);
        }
    }

    private static String reason(Case of, ObjectNode answer) {
        String reason = of.id().value() + ": " + answer.path(ReplyCase.REASON).asText();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }

    private static void named(ArrayNode corrected, String how, Fact fact, @Nullable String category) {
        ObjectNode one = corrected
                .addObject()
                .put("fact", String.valueOf(fact.id().value()))
                .put("how", how)
                .put("kind", fact.kind())
                .put("on", fact.occurredOn().toString());
        one.put("was", fact.category());
        one.put("is", category);
    }

    /** It is known from now on, so that it counts even where it says again what an earlier version said. */
    private NewFact as(Fact fact, Subject told, String category) {
        return new NewFact(
                told.ref(),
                fact.kind(),
                category,
                fact.occurredAt(),
                clock.now(),
                fact.source(),
                fact.reference(),
                fact.confidence(),
                fact.amount(),
                fact.payload());
    }

    private void record(List<NewFact> news) {
        for (Recorded each : facts.record(news, Facts.How.NOW)) {
            if (each instanceof Recorded.Refused refused) {
                throw new Refused(refused.code(), refused.field(), refused.value());
            }
            if (!(each instanceof Recorded.Corrected)) {
                throw new IllegalStateException("an appeal's correction was not taken: " + each);
            }
        }
    }

    private void repaired(Case of, ArrayNode corrected) {
        Subject subject = subjects.find(of.subject()).orElseThrow();
        ReplyForm.Repaired as = forms.must(of.matter())
                .repairedOf(subject.ref().kind())
                .orElseThrow(() -> new IllegalStateException("nothing says what a repair is recorded as"));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("caseId", String.valueOf(of.id().value()));
        facts.find(ReplyCase.facts(of)).stream()
                .findFirst()
                .map(each -> targets.name(each.kind(), each.category()).zh() + "（" + each.occurredOn() + "）")
                .ifPresent(finding -> payload.put("finding", finding));
        cases.record(
                of,
                as.kind(),
                as.category(),
                ReplyCase.REPAIRED,
                clock.now(),
                as.amount() == null ? null : as.amount().intValueExact(),
                payload);
        corrected
                .addObject()
                .put("how", ReplyCase.REPAIRED)
                .put("kind", as.kind())
                .put("is", as.category())
                .put("on", clock.today().toString());
    }
}
