package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a form's content becomes when its task is completed. */
public interface Taken {
    /** The step of the process, e.g. {@code user_record}. */
    String step();

    /** What the trail calls it. */
    String what();

    /** Checks what the schema cannot, changes the case, and may add to the content what the reader will need. */
    void take(Case of, ObjectNode content, String by);
}
