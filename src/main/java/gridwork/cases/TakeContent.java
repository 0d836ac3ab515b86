package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.worklist.WorkList;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** A completed task's content is checked and becomes part of its case; what is missing or wrong stops the completion. */
@UsableInProcesses("takeContent")
class TakeContent implements TaskListener {
    /** In whose place it was done. */
    static final String IN_PLACE_OF = "inPlaceOf";

    private final StoredCases cases;
    private final FormSchemas schemas;
    private final Map<String, Taken> bySteps;
    private final Subjects subjects;
    private final Photos photos;
    private final WorkList list;
    private final OtherForms others;
    private final Doer doer;

    TakeContent(
            StoredCases cases,
            FormSchemas schemas,
            List<Taken> all,
            Subjects subjects,
            Photos photos,
            WorkList list,
            OtherForms others,
            Doer doer) {
        this.cases = cases;
        this.subjects = subjects;
        this.photos = photos;
        this.schemas = schemas;
        this.bySteps = all.stream().collect(Collectors.toMap(Taken::step, Function.identity()));
        this.list = list;
        this.others = others;
        this.doer = doer;
    }

    @Override
    public void notify(DelegateTask task) {
        ObjectNode content =
                content(task); // before the lock: who waits for somebody who did the same is told so by the engine
        Case of = caseOf(task);
        String by = worker(task);
        photos.anchor(content);
        String what = taken(task, of, content, by);
        list.find(task.getId())
                .flatMap(row -> Optional.ofNullable(row.actsFor()))
                .ifPresent(inPlaceOf -> content.put(IN_PLACE_OF, inPlaceOf.value()));
        cases.trail(of.id(), by, what, doer.cameBy(), content);
        cases.forgetContent(task.getId());
    }

    /** What the trail calls it. */
    private String taken(DelegateTask task, Case of, ObjectNode content, String by) {
        Taken taken = bySteps.get(task.getTaskDefinitionKey());
        if (taken == null) {
            TaskForm form = form(task);
            return others.take(of, form.process(), form.name(), task.getName(), content);
        }
        taken.take(of, content, by);
        return taken.what();
    }

    /** With its subject's row locked, the first thing that work on a case does. */
    Case caseOf(DelegateTask task) {
        var id = new CaseId(Long.parseLong(task.getExecution().getProcessBusinessKey()));
        subjects.lock(List.of(cases.get(id).subject()));
        Case of = cases.get(id);
        if (of.suspended()) {
            throw new Refused(
                    "case-suspended",
                    of.details().path(Case.SUSPENDED).path("reason").asText());
        }
        return of;
    }

    /** What was saved for the task, as its form's schema allows it. */
    ObjectNode content(DelegateTask task) {
        ObjectNode content = (ObjectNode) cases.content(task.getId()).orElseThrow(() -> new Refused("form-empty"));
        TaskForm form = form(task);
        schemas.check(form.process(), form.name(), content);
        return content;
    }

    private static TaskForm form(DelegateTask task) {
        return TaskForm.of(
                task.getProcessDefinitionId(),
                task.getBpmnModelElementInstance()
                        .getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "formKey"));
    }

    /** Who completes it: the one who took the task on, and nobody in their place. */
    String worker(DelegateTask task) {
        String by = doer.officer();
        if (by == null || !by.equals(task.getAssignee())) {
            throw new Refused("task-of-another");
        }
        return by;
    }
}
