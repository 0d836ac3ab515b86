package gridwork.cases.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.json.JsonTaskQueryConverter;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A filter that asks for tasks "given to me or open to my groups" asks across two tables, for which a database looks at every
 * open task of the street. Here the two halves are looked up first, each in its index, and the filter asks about those tasks:
 * what it answers stays the same, what it costs depends on one's own work alone.
 */
@NullUnmarked
class TasksOfOneself extends TaskManager {
    /** Who has more than this waits for the long way. */
    private static final int MOST = 5_000;

    private static final Set<String> HALVES = Set.of("assignee", "candidateGroups");
    private static final JsonTaskQueryConverter JSON = new JsonTaskQueryConverter();
    private final Supplier<JdbcClient> jdbc;

    private TasksOfOneself(Supplier<JdbcClient> jdbc) {
        this.jdbc = jdbc;
    }

    static SessionFactory made(Supplier<JdbcClient> jdbc) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return TaskManager.class;
            }

            @Override
            public Session openSession() {
                return new TasksOfOneself(jdbc);
            }
        };
    }

    @Override
    public List<Task> findTasksByQueryCriteria(TaskQueryImpl query) {
        return narrowed(query, () -> super.findTasksByQueryCriteria(query));
    }

    @Override
    public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
        return narrowed(query, () -> super.findTaskCountByQueryCriteria(query));
    }

    private <T> T narrowed(TaskQueryImpl query, Supplier<T> asked) {
        List<TaskQueryImpl> all = query.getQueries();
        if (all.size() == 1) {
            return asked.get();
        }
        List<TaskQueryImpl> before = List.copyOf(all);
        for (int either = 1; either < all.size(); either++) { // what is asked beside any "or" comes first
            TaskQueryImpl half = all.get(either);
            if (isOfOneself(half)) {
                List<String> tasks = tasks(half);
                if (tasks.size() <= MOST) {
                    all.set(either, (TaskQueryImpl) new TaskQueryImpl().taskIdIn(tasks.toArray(String[]::new)));
                }
            }
        }
        try {
            return asked.get();
        } finally {
            all.clear();
            all.addAll(before);
        }
    }

    private static boolean isOfOneself(TaskQueryImpl half) {
        // the delegation state is the one thing that the JSON of a query does not say
        return !half.isNoDelegationState() && JSON.toJsonObject(half).keySet().equals(HALVES);
    }

    /**
     * What the engine would find by these two, at most one more than {@link #MOST}. The "case" keeps the database from
     * beginning with all the tasks that nobody has.
     */
    private List<String> tasks(TaskQueryImpl half) {
        List<String> groups = new ArrayList<>(half.getCandidateGroups());
        groups.add(""); // an empty list is no SQL, and nothing is called so
        List<String> found = new ArrayList<>(jdbc.get()
                .sql("""
                        (select ID_ from ACT_RU_TASK where ASSIGNEE_ = :officer limit :most)
                        union
                        (select distinct I.TASK_ID_ from ACT_RU_IDENTITYLINK I join ACT_RU_TASK T on T.ID_ = I.TASK_ID_
                         where I.GROUP_ID_ in (:groups) and I.TYPE_ = 'candidate'
                           and case when T.ASSIGNEE_ is null then 1 else 0 end = 1 limit :most)
                        """)
                .param("officer", half.getAssignee())
                .param("groups", groups)
                .param("most", MOST)
                .query(String.class)
                .list());
        found.add("");
        return found;
    }
}
