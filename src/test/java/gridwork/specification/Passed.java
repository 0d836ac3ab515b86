package gridwork.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Which elements processes passed: what the engine's history does not keep, a test that asks for each of them wants to know. */
public class Passed extends AbstractProcessEnginePlugin {
    private final Map<String, List<Node>> byInstance = new ConcurrentHashMap<>();

    public record Node(String process, String activity) {}

    /** @return in their order; what was undone is not among them */
    public List<Node> by(String instance) {
        return byInstance.getOrDefault(instance, List.of());
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                listen(process);
            }
        });
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private void listen(ScopeImpl scope) {
        for (ActivityImpl each : scope.getActivities()) {
            ExecutionListener heard = this::hear;
            each.addBuiltInListener(ExecutionListener.EVENTNAME_START, heard);
            listen(each);
        }
    }

    private void hear(DelegateExecution at) {
        String process = at.getProcessDefinitionId().split(":")[0];
        var node = new Node(process, at.getCurrentActivityId());
        String instance = at.getProcessInstanceId();
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(
                        TransactionState.COMMITTED,
                        committed -> byInstance
                                .computeIfAbsent(instance, none -> new CopyOnWriteArrayList<>())
                                .add(node));
    }
}
