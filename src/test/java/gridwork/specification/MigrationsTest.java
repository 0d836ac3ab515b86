package gridwork.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.tsid.Tsid;
import gridwork.TestDatabase;
import gridwork.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.RanChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every migration goes forth, back and forth again, on a database of its own. */
@Tag("database")
@ExtendWith(TestDatabase.class)
class MigrationsTest {
    @Test
    void migrations_go_from_empty_to_latest_and_back_and_to_latest() throws SQLException, LiquibaseException {
        try (Connection connection = empty("migrations")) {
            Liquibase liquibase = liquibase(connection);
            liquibase.update(new Contexts(), new LabelExpression());
            List<String> first = columns(connection);
            assertThat(first)
                    .anyMatch(each -> each.startsWith("fact."))
                    .anyMatch(each -> each.startsWith("act_ru_task."));

            int sets = liquibase.getDatabase().getRanChangeSetList().size();
            liquibase.rollback(sets, "");
            assertThat(columns(connection)).allMatch(each -> each.startsWith("databasechangelog"));

            liquibase.update(new Contexts(), new LabelExpression());
            assertThat(columns(connection)).isEqualTo(first);
        }
    }

    @Test
    void entries_of_the_register_from_before_changes_were_kept_get_a_history() throws SQLException, LiquibaseException {
        try (Connection connection = empty("register")) {
            Liquibase liquibase = liquibase(connection);
            liquibase.update(new Contexts(), new LabelExpression());
            backBefore("facts-3", liquibase);
            long made = Ids.next();
            try (var statement = connection.createStatement()) {
                statement.execute("insert into subject (id, kind, code, name, version) values (" + made
                        + ", 'site', 'A', '旧', 3)");
                statement.execute(
                        "insert into subject (id, kind, code, name, closed_on, close_reason, version) values ("
                                + (made + 1) + ", 'site', 'B', '关', '2022-05-01', '竣工', 2)");
                connection.commit();

                liquibase.update(new Contexts(), new LabelExpression());
                Instant second = Instant.ofEpochMilli(Tsid.from(made).getUnixMilliseconds());
                try (ResultSet kept = statement.executeQuery(
                        "select subject_id, version, act, closed_on, known_from from subject_change order by subject_id, version")) {
                    var told = new ArrayList<String>();
                    while (kept.next()) {
                        told.add(kept.getLong(1) - made + " " + kept.getInt(2) + " " + kept.getString(3) + " "
                                + kept.getString(4));
                        assertThat(kept.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC))
                                .as("an id tells when it was made")
                                .isEqualTo(second);
                    }
                    assertThat(told)
                            .containsExactly("0 1 registered null", "1 1 registered null", "1 2 closed 2022-05-01");
                }
            }
            backBefore("facts-3", liquibase);
            assertThat(columns(connection)).noneMatch(each -> each.startsWith("subject_change."));
            try (ResultSet left = connection.createStatement().executeQuery("select count(*) from subject")) {
                left.next();
                assertThat(left.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void entries_of_trails_from_before_they_were_chained_are_chained_in_their_order()
            throws SQLException, LiquibaseException {
        try (Connection connection = empty("trails")) {
            Liquibase liquibase = liquibase(connection);
            liquibase.update(new Contexts(), new LabelExpression());
            backBefore("trail-1", liquibase);
            int many = 450;
            try (var statement = connection.createStatement()) {
                for (int of = 1; of <= many; of++) {
                    statement.execute(
                            "insert into street_case (id, matter, subject_id, cause, state, opened_at, secret, details, version) values ("
                                    + of + ", 'm', 1, 'c" + of
                                    + "', 'open', timestamp '2025-01-01 00:00:00', 0, '{}', 1)");
                    // ids do not tell the order here: moments do
                    statement.execute(
                            "insert into case_trail (id, case_id, happened_at, who, what, came_by, content) values ("
                                    + (of * 10 + 1) + ", " + of
                                    + ", timestamp '2025-01-02 00:00:00.123456', '张三', 'closed', 'page', '{\"备注\":\"好\"}'), ("
                                    + (of * 10 + 2) + ", " + of
                                    + ", timestamp '2025-01-01 00:00:00', null, 'opened', 'program', '{}')");
                }
                connection.commit();
                liquibase.update(new Contexts(), new LabelExpression());
                try (ResultSet chained = statement.executeQuery("""
                        select count(*), sum(case when h.length = 2 and h.hash = t.hash and h.unsealed = 1 and t.what = 'closed' then 1 else 0 end)
                        from case_trail_head h join case_trail t on t.case_id = h.case_id and t.seq = 2
                        """)) {
                    chained.next();
                    assertThat(chained.getInt(1)).isEqualTo(many);
                    assertThat(chained.getInt(2)).isEqualTo(many);
                }
                String first = sha256(
                        "[7,1,\"" + "0".repeat(64) + "\",\"2025-01-01T00:00:00Z\",null,\"opened\",\"program\",\"{}\"]");
                String second = sha256("[7,2,\"" + first
                        + "\",\"2025-01-02T00:00:00.123456Z\",\"张三\",\"closed\",\"page\",\"{\\\"备注\\\":\\\"好\\\"}\"]");
                try (ResultSet hashes =
                        statement.executeQuery("select hash from case_trail where case_id = 7 order by seq")) {
                    hashes.next();
                    assertThat(hashes.getString(1)).isEqualTo(first);
                    hashes.next();
                    assertThat(hashes.getString(1)).isEqualTo(second);
                }
                connection.commit();
            }
            backBefore("trail-1", liquibase);
            assertThat(columns(connection)).noneMatch(each -> each.startsWith("case_trail.hash"));
            try (ResultSet left = connection.createStatement().executeQuery("select count(*) from case_trail")) {
                left.next();
                assertThat(left.getInt(1)).isEqualTo(2 * many);
            }
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void backBefore(String changeSet, Liquibase liquibase) throws LiquibaseException {
        List<String> ran = liquibase.getDatabase().getRanChangeSetList().stream()
                .map(RanChangeSet::getId)
                .toList();
        liquibase.rollback(ran.size() - ran.indexOf(changeSet), "");
    }

    @Test
    void every_table_and_column_of_ours_says_what_it_is() throws SQLException, LiquibaseException {
        try (Connection connection = empty("remarks")) {
            liquibase(connection).update(new Contexts(), new LabelExpression());
            var mute = new ArrayList<String>();
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(
                            connection.getCatalog(), schema(connection), "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (tables.next()) {
                    if (ours(tables.getString("TABLE_NAME")) && blank(tables.getString("REMARKS"))) {
                        mute.add(tables.getString("TABLE_NAME"));
                    }
                }
            }
            try (ResultSet columns =
                    connection.getMetaData().getColumns(connection.getCatalog(), schema(connection), "%", "%")) {
                while (columns.next()) {
                    if (ours(columns.getString("TABLE_NAME")) && blank(columns.getString("REMARKS"))) {
                        mute.add(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"));
                    }
                }
            }
            assertThat(mute).isEmpty();
        }
    }

    private static Liquibase liquibase(Connection connection) throws LiquibaseException {
        return new Liquibase(
                "db/changelog.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
    }

    private static Connection empty(String name) throws SQLException {
        String url = System.getProperty("gridwork.test.url");
        if (url == null) {
            return DriverManager.getConnection("jdbc:h2:mem:" + name, "sa", "");
        }
        Connection connection = DriverManager.getConnection(
                url + "&useInformationSchema=true",
                System.getProperty("gridwork.test.user"),
                System.getProperty("gridwork.test.password"));
        try (var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
        }
        connection.setCatalog(name);
        return connection;
    }

    private static @org.jspecify.annotations.Nullable String schema(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? "PUBLIC" : null;
    }

    private static List<String> columns(Connection connection) throws SQLException {
        var all = new ArrayList<String>();
        try (ResultSet columns =
                connection.getMetaData().getColumns(connection.getCatalog(), schema(connection), "%", "%")) {
            while (columns.next()) {
                all.add((columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME") + " "
                                + columns.getString("TYPE_NAME"))
                        .toLowerCase(Locale.ROOT));
            }
        }
        all.sort(null);
        return all;
    }

    private static boolean ours(String table) {
        String name = table.toLowerCase(Locale.ROOT);
        return !name.startsWith("act_") && !name.startsWith("databasechangelog");
    }

    private static boolean blank(@org.jspecify.annotations.Nullable String remarks) {
        return remarks == null || remarks.isBlank();
    }
}
