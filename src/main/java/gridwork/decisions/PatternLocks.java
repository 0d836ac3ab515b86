package gridwork.decisions;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Locks by name, held to the end of the transaction, on all nodes. */
@Repository
class PatternLocks {
    /** As many rows as the table has. Two names may share one: they wait for each other without need. */
    private static final int SLOTS = 16;

    private final JdbcClient jdbc;

    PatternLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void take(Collection<String> names) {
        List<Integer> slots = names.stream()
                .map(each -> Math.floorMod(each.hashCode(), SLOTS))
                .distinct()
                .sorted()
                .toList();
        if (!slots.isEmpty()) {
            jdbc.sql("select slot from pattern_lock where slot in (:slots) order by slot for update")
                    .param("slots", slots)
                    .query(Integer.class)
                    .list();
        }
    }
}
