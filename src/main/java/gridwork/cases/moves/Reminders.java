package gridwork.cases.moves;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Of which tasks somebody was reminded. */
public interface Reminders {
    /** By task, the latest first; a task of which nobody was reminded is absent. One query. */
    Map<String, List<Reminder>> of(Collection<String> tasks);
}
