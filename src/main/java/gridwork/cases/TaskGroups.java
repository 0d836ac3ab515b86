package gridwork.cases;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which groups may take tasks on, as the database has it: the engine answers that only for one task at a time. */
@Repository
public class TaskGroups {
    private final JdbcClient jdbc;

    TaskGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A task that no group may take on, or that is no more, is absent. One query. */
    public Map<String, Set<String>> of(Collection<String> tasks) {
        var groups = new TreeMap<String, Set<String>>();
        if (!tasks.isEmpty()) {
            jdbc.sql("""
                            select TASK_ID_, GROUP_ID_ from ACT_RU_IDENTITYLINK
                             where TASK_ID_ in (:tasks) and GROUP_ID_ is not null
                            """).param("tasks", tasks).query(row -> {
                groups.computeIfAbsent(row.getString(1), task -> new TreeSet<>())
                        .add(row.getString(2));
            });
        }
        return groups;
    }
}
