package gridwork.street.leave;

import gridwork.platform.DailyWork;
import gridwork.platform.Work;
import gridwork.street.LeaveChanged;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each morning, before anything is opened: whose leave has begun or ended. A morning that was missed is made up for a week. */
@Component
class LeaveBegins implements DailyWork {
    private final JdbcClient jdbc;
    private final Work work;
    private final ApplicationEventPublisher events;

    LeaveBegins(JdbcClient jdbc, Work work, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.work = work;
        this.events = events;
    }

    @Override
    public String name() {
        return "leave";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void run(LocalDate day) {
        jdbc.sql("""
                        select distinct officer from officer_leave
                        where until_on >= :lately and from_on <= :day and withdrawn_at is null
                        order by officer
                        """)
                .param("lately", day.minusDays(7))
                .param("day", day)
                .query(String.class)
                .list()
                .forEach(each -> work.run(() -> events.publishEvent(new LeaveChanged(new OfficerId(each)))));
    }
}
