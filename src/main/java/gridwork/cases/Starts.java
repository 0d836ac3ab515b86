package gridwork.cases;

import gridwork.platform.BeforeCommit;
import gridwork.platform.OfTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.stereotype.Component;

/**
 * The processes of cases begin just before the commit: those of a transaction in one command of the engine, which writes
 * what they have in common together.
 */
@Component
class Starts {
    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService processes;
    private final StoredCases cases;
    private final CaseSubjects subjects;
    private final BeforeCommit beforeCommit;
    private final Doer doer;
    private final OfTransaction<List<Start>> waiting = new OfTransaction<>(ArrayList::new);

    Starts(
            ProcessEngineConfigurationImpl engine,
            RuntimeService processes,
            StoredCases cases,
            CaseSubjects subjects,
            BeforeCommit beforeCommit,
            Doer doer) {
        this.engine = engine;
        this.processes = processes;
        this.cases = cases;
        this.subjects = subjects;
        this.beforeCommit = beforeCommit;
        this.doer = doer;
    }

    private record Start(Case opened, String process) {}

    void start(Case opened, String process) {
        List<Start> all = waiting.get();
        all.add(new Start(opened, process));
        if (all.size() == 1) {
            beforeCommit.run(() -> start(all));
        }
    }

    private void start(List<Start> all) {
        List<Start> some = List.copyOf(all);
        all.clear();
        Map<CaseId, String> instances = new LinkedHashMap<>();
        subjects.during(
                some.stream().map(each -> each.opened().subject()).collect(Collectors.toSet()),
                () -> doer.asProgram(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    Map<String, String> models = new LinkedHashMap<>();
                    for (Start each : some) {
                        String model = models.computeIfAbsent(each.process(), process -> latest(process, command));
                        String key = String.valueOf(each.opened().id().value());
                        instances.put(
                                each.opened().id(),
                                processes.startProcessInstanceById(model, key).getId());
                    }
                    return instances;
                })));
        cases.started(instances);
    }

    private static String latest(String process, CommandContext command) {
        return command.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedLatestProcessDefinitionByKey(process)
                .getId();
    }
}
