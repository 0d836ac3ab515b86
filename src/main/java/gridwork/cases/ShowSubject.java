package gridwork.cases;

import gridwork.cases.engine.UsableInProcesses;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Puts the subject's name beside a new task, where the Tasklist shows it to whoever may see the task. */
@UsableInProcesses("showSubject")
class ShowSubject implements TaskListener {
    private final StoredCases cases;
    private final CaseFacts facts;

    ShowSubject(StoredCases cases, CaseFacts facts) {
        this.cases = cases;
        this.facts = facts;
    }

    @Override
    public void notify(DelegateTask task) {
        Case of = cases.get(new CaseId(Long.parseLong(task.getExecution().getProcessBusinessKey())));
        task.setVariableLocal(SiteCheck.SUBJECT, facts.subject(of).name());
    }
}
