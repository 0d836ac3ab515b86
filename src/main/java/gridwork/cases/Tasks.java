package gridwork.cases;

import gridwork.street.Officer;
import java.util.List;

/** The tasks that an officer may work on, as the Tasklist has them, for pages of our own. */
public interface Tasks {
    /** Its own, the most urgent first, then those of its groups that nobody has taken on. */
    List<OpenTask> of(Officer officer);

    /** Takes a task of one of the officer's groups on. */
    void claim(String task, Officer officer);

    /** Completes it with the content that was saved; refused where that is missing or wrong. */
    void complete(String task, Officer officer);

    /** The form's HTML as it was deployed with the process. */
    String form(String task);
}
