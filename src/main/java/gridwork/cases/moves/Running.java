package gridwork.cases.moves;

import gridwork.cases.CaseId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.stereotype.Component;

/** The process instances of cases, and how one is led from a step to another. */
@Component
class Running {
    private static final String BODY = "#multiInstanceBody";
    private final RuntimeService processes;
    private final RepositoryService models;

    Running(RuntimeService processes, RepositoryService models) {
        this.processes = processes;
        this.models = models;
    }

    /**
     * @param instance the engine's id
     * @param process its name, e.g. {@code event-handling}
     * @param definition the version on which it runs
     */
    record Here(String instance, String process, String definition) {}

    Optional<Here> of(CaseId id) {
        ProcessInstance found = processes
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(id.value()))
                .singleResult();
        if (found == null) {
            return Optional.empty();
        }
        ProcessDefinition definition = models.getProcessDefinition(found.getProcessDefinitionId());
        return Optional.of(new Here(found.getId(), definition.getKey(), definition.getId()));
    }

    /** What a version of a process calls a step; empty = it has none of that id. */
    Optional<String> name(Here here, String step) {
        return model(here, step).map(FlowNode::getName);
    }

    private Optional<FlowNode> model(Here here, String step) {
        BpmnModelInstance model = models.getBpmnModelInstance(here.definition());
        return Optional.ofNullable(model.<ModelElementInstance>getModelElementById(step))
                .filter(FlowNode.class::isInstance)
                .map(FlowNode.class::cast);
    }

    /** Where it stands, steps that are cases of their own included. */
    List<String> steps(Here here) {
        return processes.getActiveActivityIds(here.instance()).stream()
                .distinct()
                .toList();
    }

    /** What leaving a step would end, and what would stay. */
    record Leaving(List<String> ended, List<CaseId> below, boolean someStay) {
        boolean isNothing() {
            return ended.isEmpty();
        }
    }

    /** @param stays of the cases that carry the step */
    Leaving leaving(Here here, String step, Predicate<CaseId> stays) {
        ActivityInstance tree = processes.getActivityInstance(here.instance());
        Map<String, CaseId> called = called(here);
        List<String> ended = new ArrayList<>();
        List<CaseId> below = new ArrayList<>();
        boolean someStay = false;
        List<ActivityInstance> tops = new ArrayList<>();
        tops(tree, step, tops);
        for (ActivityInstance top : tops) {
            List<ActivityInstance> each =
                    top.getActivityId().equals(step) ? List.of(top) : List.of(top.getChildActivityInstances());
            List<ActivityInstance> going = each.stream()
                    .filter(one -> called(one, called).filter(stays).isEmpty())
                    .toList();
            someStay |= going.size() < each.size();
            // the last of them takes its body along, or nobody would ever leave it
            if (going.size() == each.size()) {
                ended.add(top.getId());
            } else {
                going.forEach(one -> ended.add(one.getId()));
            }
            going.forEach(one -> called(one, called).ifPresent(below::add));
        }
        return new Leaving(ended, below, someStay);
    }

    private static void tops(ActivityInstance from, String step, List<ActivityInstance> found) {
        for (ActivityInstance each : from.getChildActivityInstances()) {
            if (each.getActivityId().equals(step) || each.getActivityId().equals(step + BODY)) {
                found.add(each);
            } else {
                tops(each, step, found);
            }
        }
    }

    /** The cases that steps of it carry now, by the execution that called them. */
    private Map<String, CaseId> called(Here here) {
        Map<String, CaseId> called = new HashMap<>();
        for (ProcessInstance each : processes
                .createProcessInstanceQuery()
                .superProcessInstanceId(here.instance())
                .list()) {
            called.put(
                    ((ExecutionEntity) each).getSuperExecutionId(), new CaseId(Long.parseLong(each.getBusinessKey())));
        }
        return called;
    }

    private static Optional<CaseId> called(ActivityInstance by, Map<String, CaseId> called) {
        return Arrays.stream(by.getExecutionIds())
                .map(called::get)
                .filter(Objects::nonNull)
                .findAny();
    }

    /** One more does a step that several do; there must be one who does it still. */
    void addInstance(Here here, String step, String who) {
        ActivityInstance body = body(here, step);
        processes
                .createProcessInstanceModification(here.instance())
                .startBeforeActivity(step, body.getId())
                .setVariableLocal(elementVariable(here, step), who)
                .execute();
    }

    /** One of them does it no more; somebody else still does. */
    void endInstance(Here here, String step, String who) {
        String variable = elementVariable(here, step);
        for (ActivityInstance each : body(here, step).getChildActivityInstances()) {
            if (who.equals(processes.getVariable(each.getExecutionIds()[0], variable))) {
                processes
                        .createProcessInstanceModification(here.instance())
                        .cancelActivityInstance(each.getId())
                        .execute();
                return;
            }
        }
        throw new IllegalStateException(who + " does not do " + step);
    }

    /** Who still has to do a step that several do. */
    List<String> doing(Here here, String step) {
        String variable = elementVariable(here, step);
        List<ActivityInstance> tops = new ArrayList<>();
        tops(processes.getActivityInstance(here.instance()), step, tops);
        return tops.stream()
                .flatMap(top -> java.util.Arrays.stream(top.getChildActivityInstances()))
                .map(each -> String.valueOf(processes.getVariable(each.getExecutionIds()[0], variable)))
                .toList();
    }

    private ActivityInstance body(Here here, String step) {
        List<ActivityInstance> tops = new ArrayList<>();
        tops(processes.getActivityInstance(here.instance()), step, tops);
        return tops.stream()
                .filter(each -> each.getActivityId().equals(step + BODY))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(step + " is not done by several"));
    }

    private String elementVariable(Here here, String step) {
        return model(here, step)
                .filter(Activity.class::isInstance)
                .map(each -> ((Activity) each).getLoopCharacteristics())
                .filter(MultiInstanceLoopCharacteristics.class::isInstance)
                .map(each -> ((MultiInstanceLoopCharacteristics) each).getCamundaElementVariable())
                .orElseThrow(() -> new IllegalStateException(step + " is not done by several"));
    }

    /** Whether a step stands within a part of its own, which ends only when all that goes on in it has ended. */
    boolean isWithinSubProcess(Here here, String step) {
        return model(here, step)
                .filter(each -> each.getParentElement() instanceof SubProcess)
                .isPresent();
    }

    /** The new step begins before the old one ends, so that what both stand in is not left in between. */
    void lead(Here here, Leaving leaving, String to) {
        String within = model(here, to)
                .map(FlowNode::getParentElement)
                .filter(SubProcess.class::isInstance)
                .map(each -> ((SubProcess) each).getId())
                .orElse(here.definition());
        Optional<String> scope = scope(processes.getActivityInstance(here.instance()), leaving, within);
        var modification = processes.createProcessInstanceModification(here.instance());
        var started = scope.isPresent()
                ? modification.startBeforeActivity(to, scope.get())
                : modification.startBeforeActivity(to);
        leaving.ended().forEach(started::cancelActivityInstance);
        started.execute();
    }

    /** The innermost one of that id around what is left. */
    private static Optional<String> scope(ActivityInstance at, Leaving leaving, String id) {
        if (leaving.ended().contains(at.getId())) {
            return Optional.empty();
        }
        for (ActivityInstance each : at.getChildActivityInstances()) {
            Optional<String> inner = scope(each, leaving, id);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return at.getActivityId().equals(id) && contains(at, leaving) ? Optional.of(at.getId()) : Optional.empty();
    }

    private static boolean contains(ActivityInstance at, Leaving leaving) {
        for (ActivityInstance each : at.getChildActivityInstances()) {
            if (leaving.ended().contains(each.getId()) || contains(each, leaving)) {
                return true;
            }
        }
        return false;
    }
}
