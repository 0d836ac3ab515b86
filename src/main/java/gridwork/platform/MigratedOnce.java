package gridwork.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reading every change set and comparing it with what was run takes longer than all else that a start does with the database.
 * A row says of which change sets, by their hash, this database has all, and how many it has run; while both are still so
 * there is nothing to do. After a roll-back, or with other change sets, Liquibase looks itself.
 */
@Component
class MigratedOnce extends SpringLiquibase {
    private static final Logger LOG = LoggerFactory.getLogger(MigratedOnce.class);
    private static final String FILES = "classpath:db/**/*.xml";
    private final JdbcTemplate jdbc;
    private final String sets;

    MigratedOnce(DataSource database, @Value("${spring.liquibase.change-log}") String changeLog) {
        setDataSource(database);
        setChangeLog(changeLog);
        this.jdbc = new JdbcTemplate(database);
        this.sets = hash();
    }

    @Override
    public void afterPropertiesSet() throws LiquibaseException {
        if (isDone()) {
            LOG.info("the tables are those of this version");
            return;
        }
        super.afterPropertiesSet();
        remember();
    }

    private void remember() {
        try {
            new TransactionTemplate(new JdbcTransactionManager(getDataSource())).executeWithoutResult(begun -> {
                jdbc.update("delete from migrated");
                jdbc.update("insert into migrated (sets, ran) select ?, count(*) from DATABASECHANGELOG", sets);
            });
        } catch (DuplicateKeyException alreadySaid) {
            LOG.debug("another node has just noted the same", alreadySaid);
        }
    }

    private boolean isDone() {
        try {
            return Integer.valueOf(1)
                    .equals(jdbc.queryForObject(
                            "select count(*) from migrated where sets = ? and ran = (select count(*) from DATABASECHANGELOG)",
                            Integer.class,
                            sets));
        } catch (DataAccessException noSuchTable) {
            LOG.debug("never migrated, or before this was noted", noSuchTable);
            return false;
        }
    }

    private static String hash() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources(FILES);
            var sum = new Sha256();
            for (Resource each : Arrays.stream(files)
                    .sorted(Comparator.comparing(MigratedOnce::name))
                    .toList()) {
                sum.add(name(each).getBytes(StandardCharsets.UTF_8));
                try (InputStream content = each.getInputStream()) {
                    sum.add(content.readAllBytes());
                }
            }
            return sum.hex();
        } catch (IOException failure) {
            throw new UncheckedIOException("the change sets could not be read", failure);
        }
    }

    private static String name(Resource file) {
        try {
            String address = file.getURL().toString();
            return address.substring(address.lastIndexOf("/db/"));
        } catch (IOException failure) {
            throw new UncheckedIOException("the change sets could not be read", failure);
        }
    }
}
