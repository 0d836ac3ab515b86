package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What is written in the form of an open task, kept with every save until the task is completed: then it is checked, becomes
 * part of the case and is gone from here.
 */
public interface TaskContents {
    /** The open task of a case; empty when it is done, withdrawn or of something else. */
    Optional<OpenTask> open(String task);

    Optional<JsonNode> find(String task);

    /** Keeps what was written so far; refused unless the task is open and {@code by} is the one who works on it. */
    void save(String task, JsonNode content, String by);
}
