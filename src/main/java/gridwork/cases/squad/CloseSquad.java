package gridwork.cases.squad;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A squad is done; the event itself goes on. */
@UsableInProcesses("closeSquad")
class CloseSquad implements JavaDelegate {
    private final CaseBook cases;

    CloseSquad(CaseBook cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        cases.close(of.id());
    }
}
