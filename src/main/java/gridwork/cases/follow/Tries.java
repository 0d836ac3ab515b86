package gridwork.cases.follow;

import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often an address has tried wrong codes; in the database, so that all nodes count together, and only as a hash. */
@Repository
@EnableConfigurationProperties(FollowSettings.class)
public class Tries {
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final Work work;
    private final FollowSettings settings;

    Tries(JdbcClient jdbc, StreetClock clock, Work work, FollowSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.work = work;
        this.settings = settings;
    }

    public boolean tooMany(String address) {
        return jdbc.sql("select failures from follow_try where address = :address and since > :begun")
                        .param("address", Sha256.of(address))
                        .param("begun", Stored.utc(clock.now().minus(settings.within())))
                        .query(Integer.class)
                        .optional()
                        .orElse(0)
                >= settings.failures();
    }

    /** Old rows go with it, so that nobody's address is kept longer than it counts. */
    public void failed(String address) {
        work.run(() -> {
            jdbc.sql("delete from follow_try where since <= :begun")
                    .param("begun", Stored.utc(clock.now().minus(settings.within())))
                    .update();
            int counted = jdbc.sql("update follow_try set failures = failures + 1 where address = :address")
                    .param("address", Sha256.of(address))
                    .update();
            if (counted == 0) {
                jdbc.sql("insert into follow_try(address, failures, since) values (:address, 1, :now)")
                        .param("address", Sha256.of(address))
                        .param("now", Stored.utc(clock.now()))
                        .update();
            }
        });
    }
}
