package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;

/** Where everything that happens in a case is written down (留痕), by whoever acts at the moment. */
public interface CaseTrail {
    /** @param what a code, see {@code cases.trail.*} in the message catalogue */
    void add(CaseId id, String what, JsonNode content);

    /** What the program did by itself, whoever's act brought it about. */
    void addOfProgram(CaseId id, String what, JsonNode content);
}
