package gridwork.cases.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whoever watches tasks hears of those of every process, without the process saying so. */
@Component
class TaskWatching extends AbstractProcessEnginePlugin {
    private static final List<String> EVENTS = List.of(
            TaskListener.EVENTNAME_CREATE,
            TaskListener.EVENTNAME_ASSIGNMENT,
            TaskListener.EVENTNAME_UPDATE,
            TaskListener.EVENTNAME_COMPLETE,
            TaskListener.EVENTNAME_DELETE);
    private final ObjectProvider<TaskWatch> watches;

    TaskWatching(ObjectProvider<TaskWatch> watches) {
        this.watches = watches;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> there = engine.getCustomPostBPMNParseListeners();
        BpmnParseListener watching = new AbstractBpmnParseListener() {
            @Override
            public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
                EVENTS.forEach(each -> task.addBuiltInTaskListener(each, heard -> tell(each, heard)));
            }
        };
        if (there == null) {
            engine.setCustomPostBPMNParseListeners(new java.util.ArrayList<>(List.of(watching)));
        } else {
            there.add(watching);
        }
    }

    private void tell(String event, DelegateTask task) {
        if (event.equals(TaskListener.EVENTNAME_ASSIGNMENT) && ((TaskEntity) task).getRevision() > 0) {
            return; // of a task that is not new the engine has told as of an update just before
        }
        watches.orderedStream().forEach(each -> {
            switch (event) {
                case TaskListener.EVENTNAME_CREATE -> each.created(task);
                case TaskListener.EVENTNAME_COMPLETE -> each.completed(task);
                case TaskListener.EVENTNAME_DELETE -> each.withdrawn(task);
                default -> each.changed(task);
            }
        });
    }
}
