package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Closes what was withdrawn, with the reason that was given before; without one there is no withdrawing. What went into another
 * case ends the same way, and is not done by that.
 */
@UsableInProcesses("closeWithdrawn")
class CloseWithdrawn implements JavaDelegate {
    private final StoredCases cases;
    private final CaseFacts facts;

    CloseWithdrawn(StoredCases cases, CaseFacts facts) {
        this.cases = cases;
        this.facts = facts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        if (of.mergedIntoAnother()) {
            facts.milestone(of, "case-merged", Map.of());
            cases.end(of.id());
            return;
        }
        JsonNode why = of.details().path(Withdrawn.WITHDRAWN);
        if (why.isMissingNode()) {
            throw new IllegalStateException("case " + of.id().value() + " is withdrawn without a reason");
        }
        close(of, why);
        closeWhatCameFrom(of, why);
    }

    private void closeWhatCameFrom(Case of, JsonNode why) {
        cases.cameFrom(of.id()).stream().filter(Case::open).forEach(each -> {
            ObjectNode details = each.details().deepCopy();
            details.set(Withdrawn.WITHDRAWN, why);
            cases.change(each, each.dueOn(), each.secret(), details);
            close(each, why);
            closeWhatCameFrom(each, why);
        });
    }

    private void close(Case of, JsonNode why) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put(
                Withdrawn.REASON,
                why.path(Withdrawn.REASON).asText(why.path(Withdrawn.CODE).asText()));
        if (of.secret()) {
            cases.reveal(of.id());
        }
        facts.milestone(of, "case-withdrawn", payload);
        cases.end(of.id());
        ObjectNode said = why.deepCopy();
        said.remove(Withdrawn.BY);
        said.remove(Withdrawn.CAME_BY);
        cases.trail(
                of.id(),
                why.path(Withdrawn.BY).textValue(),
                "withdrawn",
                why.path(Withdrawn.CAME_BY).asText(),
                said);
    }
}
