package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.stereotype.Component;

@Component
class KeptTrail implements CaseTrail {
    private final StoredCases cases;
    private final Doer doer;

    KeptTrail(StoredCases cases, Doer doer) {
        this.cases = cases;
        this.doer = doer;
    }

    @Override
    public void add(CaseId id, String what, JsonNode content) {
        cases.trail(id, doer.officer(), what, doer.cameBy(), content);
    }

    @Override
    public void addOfProgram(CaseId id, String what, JsonNode content) {
        cases.trail(id, null, what, "program", content);
    }
}
