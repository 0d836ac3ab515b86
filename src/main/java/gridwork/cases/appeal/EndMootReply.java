package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.clock.Clocks;
import gridwork.cases.engine.UsableInProcesses;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What it is about counts no more: there is nothing left to answer, and whoever sent it can read so. */
@UsableInProcesses("endMootReply")
class EndMootReply implements JavaDelegate {
    private final CaseBook cases;
    private final Clocks clocks;

    EndMootReply(CaseBook cases, Clocks clocks) {
        this.cases = cases;
        this.clocks = clocks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        details.put(Reply.ENDED, Reply.MOOT);
        cases.change(of, of.dueOn(), details);
        clocks.stopAll(of.id());
        cases.trail(of.id(), null, "reply-moot", cases.details());
    }
}
