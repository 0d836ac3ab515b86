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
import org.jspecify.annotations.Nullable;
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

    /** @param at where it begins; null = at the beginning of the latest version of its process */
    private record Start(
            Case opened, String process, @Nullable At at) {}

    private record At(String definition, List<String> steps) {}

    void start(Case opened, String process) {
        start(new Start(opened, process, null));
    }

    /** In the middle, in a certain version of a process. */
    void start(Case opened, String definition, List<String> steps) {
        start(new Start(opened, definition, new At(definition, steps)));
    }

    private void start(Start one) {
        List<Start> all = waiting.get();
        all.add(one);
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
                        String key = String.valueOf(each.opened().id().value());
                        At at = each.at();
                        instances.put(
                                each.opened().id(),
                                at == null
                                        ? processes
                                                .startProcessInstanceById(
                                                        models.computeIfAbsent(
                                                                each.process(), process -> latest(process, command)),
                                                        key)
                                                .getId()
                                        : inTheMiddle(at, key));
                    }
                    return instances;
                })));
        cases.started(instances);
    }

    private String inTheMiddle(At at, String key) {
        var start = processes.createProcessInstanceById(at.definition()).businessKey(key);
        at.steps().forEach(start::startBeforeActivity);
        return start.execute().getId();
    }

    private static String latest(String process, CommandContext command) {
        return command.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedLatestProcessDefinitionByKey(process)
                .getId();
    }
}
