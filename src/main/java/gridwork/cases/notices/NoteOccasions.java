package gridwork.cases.notices;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.CaseId;
import gridwork.cases.CasesAdded;
import gridwork.cases.Doer;
import gridwork.cases.application.PermitRevoked;
import gridwork.cases.clock.ClockBreached;
import gridwork.cases.engine.TaskWatch;
import gridwork.decisions.DecisionMade;
import gridwork.platform.StreetClock;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Only notes what happened; who is told of it is found after the commit. */
@Component
@Order(10)
class NoteOccasions implements TaskWatch {
    static final String RULE_SET = "ruleSet";
    static final String ANSWERS = "answers";
    static final String TASK = "task";
    static final String NAME = "name";
    static final String STEP = "step";
    static final String BY = "by";
    static final String TO = "to";
    static final String PERMIT = "permit";
    static final String DAY = "day";
    private final Occasions occasions;
    private final Receivers receivers;
    private final Doer doer;
    private final StreetClock clock;

    NoteOccasions(Occasions occasions, Receivers receivers, Doer doer, StreetClock clock) {
        this.occasions = occasions;
        this.receivers = receivers;
        this.doer = doer;
        this.clock = clock;
    }

    /** What was only found in the past, or in an import of it, is news to nobody. */
    @EventListener
    void on(DecisionMade made) {
        if (made.history() || !made.asOf().equals(clock.today())) {
            return;
        }
        List<String> answers = receivers.warning(made);
        if (!answers.isEmpty()) {
            ObjectNode detail = detail().put(RULE_SET, made.ruleSet());
            answers.forEach(detail.putArray(ANSWERS)::add);
            occasions.note(Kind.WARNING, "decision/" + made.id().value(), null, made.subject(), detail);
        }
    }

    @EventListener
    void on(CasesAdded added) {
        added.all()
                .forEach(each ->
                        occasions.note(Kind.CASE_OPENED, "case/" + each.id().value(), each.id(), null, detail()));
    }

    @EventListener
    void on(ClockBreached breached) {
        ObjectNode detail = detail();
        detail.putObject(NAME)
                .put("zh", breached.clock().title().zh())
                .put("en", breached.clock().title().en());
        occasions.note(
                Kind.CLOCK_BREACHED,
                "clock/" + breached.clock().id().value(),
                breached.clock().caseId(),
                null,
                detail);
    }

    @EventListener
    void on(PermitRevoked revoked) {
        ObjectNode detail = detail().put(TO, revoked.holder())
                .put(PERMIT, revoked.number())
                .put(DAY, revoked.from().toString());
        detail.putObject(NAME)
                .put("zh", revoked.ground().zh())
                .put("en", revoked.ground().en());
        occasions.note(Kind.PERMIT_REVOKED, "permit/" + revoked.permit() + "/revoked", revoked.of(), null, detail);
    }

    @Override
    public void created(DelegateTask task) {
        String key = task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey();
        CaseId.ofKey(key).ifPresent(id -> {
            ObjectNode detail =
                    detail().put(TASK, task.getId()).put(NAME, task.getName()).put(STEP, task.getTaskDefinitionKey());
            String by = doer.officer();
            if (by != null) {
                detail.put(BY, by);
            }
            occasions.note(Kind.TASK, "task/" + task.getId(), id, null, detail);
        });
    }

    @Override
    public void changed(DelegateTask task) {
        // who takes a task on, or is given it, knows
    }

    @Override
    public void completed(DelegateTask task) {
        // nobody has to do anything
    }

    @Override
    public void withdrawn(DelegateTask task) {
        // nobody has to do anything
    }

    private static ObjectNode detail() {
        return JsonNodeFactory.instance.objectNode();
    }
}
