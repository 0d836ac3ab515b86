package gridwork.platform;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.TestDatabase;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A start compares change sets only where there may be something to do. */
@Tag("database")
@ExtendWith(TestDatabase.class)
class MigratedOnceTest {
    private final DataSource database = database();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @Test
    void the_second_start_leaves_the_tables_alone() throws Exception {
        start();
        jdbc.update(
                "update DATABASECHANGELOG set MD5SUM = 'another' where ID = 'platform-daily-run'"); // Liquibase would
        // refuse this

        start();

        assertThat(jdbc.queryForObject("select count(*) from migrated", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void what_was_taken_back_is_run_again_at_the_next_start() throws Exception {
        start();
        jdbc.execute("drop table daily_sign");
        jdbc.update("delete from DATABASECHANGELOG where ID = 'platform-daily-sign'");

        start();

        assertThat(jdbc.queryForObject("select count(*) from daily_sign", Integer.class))
                .isZero();
    }

    @Test
    void other_change_sets_than_those_noted_are_compared() throws Exception {
        start();
        jdbc.update("update migrated set sets = 'of an earlier version'");
        jdbc.execute("drop table daily_sign");
        jdbc.update("delete from DATABASECHANGELOG where ID = 'platform-daily-sign'");
        jdbc.update("update migrated set ran = ran - 1");

        start();

        assertThat(jdbc.queryForObject("select count(*) from daily_sign", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select sets from migrated", String.class))
                .hasSize(64);
    }

    private void start() throws Exception {
        var once = new MigratedOnce(database, "classpath:db/changelog.xml");
        once.setResourceLoader(new DefaultResourceLoader());
        once.afterPropertiesSet();
    }

    private static DataSource database() {
        String url = System.getProperty("gridwork.test.url");
        String name = "migrated" + UUID.randomUUID().toString().replace("-", "");
        if (url == null) {
            return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
        new JdbcTemplate(new DriverManagerDataSource(url, "root", ""))
                .execute("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
        return new DriverManagerDataSource(url.replace("/gridwork?", "/" + name + "?"), "root", "");
    }
}
