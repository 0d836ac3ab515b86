package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.evidence.Signatures;
import gridwork.street.OfficerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class StoredCheckSeats implements CheckSeats {
    private static final Logger log = LoggerFactory.getLogger(StoredCheckSeats.class);
    private static final Set<String> PERSONAL = Set.of(SiteCheck.RECORD, SiteCheck.SIGN);
    private final StoredCases cases;
    private final Signatures signatures;
    private final TaskService tasks;
    private final RuntimeService processes;
    private final Doer doer;

    StoredCheckSeats(StoredCases cases, Signatures signatures, TaskService tasks, RuntimeService processes, Doer doer) {
        this.cases = cases;
        this.signatures = signatures;
        this.tasks = tasks;
        this.processes = processes;
        this.doer = doer;
    }

    @Override
    public List<UnderWay> underWay() {
        return cases.checksUnderWay(null);
    }

    @Override
    public Optional<UnderWay> underWay(CaseId id) {
        return cases.checksUnderWay(id).stream().findFirst();
    }

    @Override
    public boolean hasSigned(CaseId id, OfficerId officer) {
        Case of = cases.get(id);
        return signatures.about(of.about()).stream()
                .anyMatch(each -> each.part().equals(SiteCheck.signed(of, officer.value())));
    }

    @Override
    public void give(UnderWay check, int place, @Nullable OfficerId to, String why) {
        OfficerId left = check.named().get(place);
        cases.rename(check.id(), place, to);
        ObjectNode said = cases.details();
        said.put("left", left == null ? null : left.value());
        said.put("replacedBy", to == null ? null : to.value());
        said.put("code", why);
        doer.asProgram(() ->
                tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(String.valueOf(check.id().value()))
                        .list()
                        .stream()
                        .filter(each -> PERSONAL.contains(each.getTaskDefinitionKey()))
                        .filter(each -> waitsFor(each, left, place))
                        .findFirst()
                        .ifPresent(each -> hand(each, to, said)));
        cases.trail(check.id(), doer.officer(), to == null ? "place-vacant" : "replaced", doer.cameBy(), said);
        log.info("place {} of check {} is given anew: {}", place, check.id().value(), why);
    }

    private static boolean waitsFor(Task task, @Nullable OfficerId left, int place) {
        if (left != null) {
            return left.value().equals(task.getAssignee());
        }
        return task.getAssignee() == null
                && (place == 0 || task.getTaskDefinitionKey().equals(SiteCheck.SIGN));
    }

    private void hand(Task task, @Nullable OfficerId to, ObjectNode said) {
        cases.content(task.getId()).ifPresent(draft -> said.set("draft", draft));
        cases.forgetContent(task.getId());
        tasks.setAssignee(task.getId(), to == null ? null : to.value());
        if (task.getTaskDefinitionKey().equals(SiteCheck.SIGN) && to != null) {
            processes.setVariableLocal(task.getExecutionId(), SiteCheck.INSPECTOR, to.value());
        }
    }
}
