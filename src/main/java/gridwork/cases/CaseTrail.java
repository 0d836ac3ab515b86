package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Where everything that happens in a case is written down (留痕), by whoever acts at the moment. */
public interface CaseTrail {
    /** @param what a code, see {@code cases.trail.*} in the message catalogue */
    void add(CaseId id, String what, JsonNode content);

    /** What the program did by itself, whoever's act brought it about. */
    default void addOfProgram(CaseId id, String what, JsonNode content) {
        addOfProgram(what, List.of(Map.entry(id, content)));
    }

    /** The same at once, in this order: each with its case and what is said there. */
    void addOfProgram(String what, List<? extends Map.Entry<CaseId, ? extends JsonNode>> contents);
}
