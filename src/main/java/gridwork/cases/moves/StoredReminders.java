package gridwork.cases.moves;

import gridwork.cases.CaseId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.street.OfficerId;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredReminders implements Reminders {
    private final JdbcClient jdbc;

    StoredReminders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId of, Reminder added) {
        jdbc.sql("""
                        insert into case_reminder(id, case_id, task_id, said_at, said_by, words)
                        values (:id, :caseId, :task, :at, :by, :words)
                        """)
                .param("id", Ids.next())
                .param("caseId", of.value())
                .param("task", added.task())
                .param("at", Stored.utc(added.at()))
                .param("by", added.by().value())
                .param("words", added.words())
                .update();
    }

    @Override
    public Map<String, List<Reminder>> of(Collection<String> tasks) {
        Map<String, List<Reminder>> found = new HashMap<>();
        if (!tasks.isEmpty()) {
            jdbc.sql("""
                            select task_id, said_at, said_by, words from case_reminder
                            where task_id in (:tasks) order by said_at desc, id desc
                            """).param("tasks", tasks).query((RowCallbackHandler) row -> found.computeIfAbsent(
                            row.getString("task_id"), none -> new ArrayList<>())
                    .add(new Reminder(
                            row.getString("task_id"),
                            Stored.instant(row.getObject("said_at", LocalDateTime.class)),
                            new OfficerId(row.getString("said_by")),
                            row.getString("words"))));
        }
        return found;
    }
}
