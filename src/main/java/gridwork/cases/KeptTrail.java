package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
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
    public void addOfProgram(String what, List<? extends Map.Entry<CaseId, ? extends JsonNode>> contents) {
        cases.trail(contents, null, what, "program");
    }
}
