package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.street.Officer;

/** What officers do with their tasks, as in the Tasklist, for pages of our own. */
public interface Tasks {
    /** Takes a task of one of the officer's groups on. */
    void claim(String task, Officer officer);

    /** Back to its groups; refused where it was given to the officer alone. */
    void giveBack(String task, Officer officer);

    /** Completes it with the content that was saved; refused where that is missing or wrong. */
    void complete(String task, Officer officer);

    /** Takes it on where nobody has, writes the content and completes it: all or nothing. */
    void complete(String task, JsonNode content, Officer officer);

    /** The form as it was deployed with the process. */
    Form form(String task);

    /**
     * @param name of the process and the file, the same for the same form
     * @param together whether one content may do for several tasks at once
     */
    record Form(String name, String html, boolean together) {}
}
