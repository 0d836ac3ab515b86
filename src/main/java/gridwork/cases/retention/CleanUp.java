package gridwork.cases.retention;

import gridwork.platform.DailyWork;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each night: deletes the engine's history of what ended longer ago than the retention table keeps it, and the finished
 * tasks of those cases from the lists of work, a chunk a transaction, and logs how many. A called process goes with the one
 * that called it. Facts, decisions, evidence and trails are not its business.
 */
@Component
class CleanUp implements DailyWork {
    private static final Logger log = LoggerFactory.getLogger(CleanUp.class);
    private static final int CHUNK = 200;
    private final HistoryService history;
    private final RepositoryService repository;
    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final Retention table;

    @org.springframework.beans.factory.annotation.Autowired
    CleanUp(HistoryService history, RepositoryService repository, JdbcClient jdbc, Work work, StreetClock clock) {
        this(history, repository, jdbc, work, clock, Retention.read());
    }

    CleanUp(
            HistoryService history,
            RepositoryService repository,
            JdbcClient jdbc,
            Work work,
            StreetClock clock,
            Retention table) {
        this.history = history;
        this.repository = repository;
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.table = table;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public void run(LocalDate day) {
        Set<String> processes = new TreeSet<>();
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach((ProcessDefinition each) -> processes.add(each.getKey()));
        processes.forEach(each -> clean(each, day));
    }

    private void clean(String process, LocalDate day) {
        int days = table.days(process);
        if (days == 0) {
            return;
        }
        LocalDate before = day.minusDays(days);
        Instant limit = clock.startOf(before);
        long instances = 0;
        long tasks = 0;
        for (List<String> some = some(process, limit); !some.isEmpty(); some = some(process, limit)) {
            List<String> roots = some;
            long[] gone = new long[2];
            work.run(() -> {
                List<String> all = withCalled(roots);
                gone[0] = all.size();
                gone[1] = forget(all);
                history.deleteHistoricProcessInstances(all);
            });
            instances += gone[0];
            tasks += gone[1];
        }
        if (instances > 0) {
            write(process, before, days, instances, tasks);
            log.info("{} finished instances of {} that ended before {} are deleted", instances, process, before);
        }
    }

    /** Only those that were called by nobody. */
    private List<String> some(String process, Instant limit) {
        List<String> all = new ArrayList<>();
        history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(process)
                .finishedBefore(Date.from(limit))
                .rootProcessInstances()
                .listPage(0, CHUNK)
                .forEach((HistoricProcessInstance each) -> all.add(each.getId()));
        return all;
    }

    private List<String> withCalled(List<String> roots) {
        return jdbc.sql("select ID_ from ACT_HI_PROCINST where ROOT_PROC_INST_ID_ in (:roots)")
                .param("roots", roots)
                .query(String.class)
                .list();
    }

    private int forget(List<String> instances) {
        List<String> tasks = jdbc.sql("select ID_ from ACT_HI_TASKINST where PROC_INST_ID_ in (:instances)")
                .param("instances", instances)
                .query(String.class)
                .list();
        int gone = 0;
        for (int from = 0; from < tasks.size(); from += CHUNK) {
            gone += jdbc.sql("delete from case_task where state <> 'open' and task_id in (:tasks)")
                    .param("tasks", tasks.subList(from, Math.min(tasks.size(), from + CHUNK)))
                    .update();
        }
        return gone;
    }

    private void write(String process, LocalDate before, int days, long instances, long tasks) {
        work.run(() -> jdbc.sql("""
                        insert into retention_log (id, process, ended_before, days, instances, tasks, deleted_at)
                        values (:id, :process, :before, :days, :instances, :tasks, :now)
                        """)
                .param("id", Ids.next())
                .param("process", process)
                .param("before", before)
                .param("days", days)
                .param("instances", instances)
                .param("tasks", tasks)
                .param("now", Stored.utc(clock.now()))
                .update());
    }
}
