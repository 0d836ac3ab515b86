package gridwork.cases.trail;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.DatabaseException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A migration: chains what was written before trails were chained, some cases at a time; after a kill it goes on. */
public final class ChainEarlierEntries implements CustomTaskChange {
    private static final int CASES = 200;

    @Override
    public void execute(Database database) throws CustomChangeException {
        JdbcConnection connection = (JdbcConnection) database.getConnection();
        try {
            for (List<Long> cases = unchained(connection); !cases.isEmpty(); cases = unchained(connection)) {
                chain(connection, cases);
                connection.commit();
            }
        } catch (SQLException | DatabaseException failure) {
            throw new CustomChangeException(failure);
        }
    }

    private static List<Long> unchained(JdbcConnection connection) throws SQLException, DatabaseException {
        var cases = new ArrayList<Long>();
        try (PreparedStatement asked = connection.prepareStatement(
                        "select distinct case_id from case_trail where seq = 0 order by case_id limit " + CASES);
                ResultSet rows = asked.executeQuery()) {
            while (rows.next()) {
                cases.add(rows.getLong(1));
            }
        }
        return cases;
    }

    private static void chain(JdbcConnection connection, List<Long> cases) throws SQLException, DatabaseException {
        String ids = cases.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (PreparedStatement asked = connection.prepareStatement("""
                        select id, case_id, happened_at, who, what, came_by, content
                        from case_trail where case_id in (%s) order by case_id, happened_at, id
                        """.formatted(ids));
                PreparedStatement entry =
                        connection.prepareStatement("update case_trail set seq = ?, hash = ? where id = ?");
                PreparedStatement head = connection.prepareStatement(
                        "insert into case_trail_head(case_id, length, hash, unsealed) values (?, ?, ?, 1)");
                ResultSet row = asked.executeQuery()) {
            long of = 0;
            int seq = 0;
            String hash = Chain.START;
            while (row.next()) {
                long next = row.getLong("case_id");
                if (next != of) {
                    end(head, of, seq, hash);
                    of = next;
                    seq = 0;
                    hash = Chain.START;
                }
                seq++;
                hash = hash(row, of, seq, hash);
                entry.setInt(1, seq);
                entry.setString(2, hash);
                entry.setLong(3, row.getLong("id"));
                entry.addBatch();
            }
            end(head, of, seq, hash);
            entry.executeBatch();
            head.executeBatch();
        }
    }

    private static String hash(ResultSet row, long of, int seq, String before) throws SQLException {
        Instant at = row.getObject("happened_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        return Chain.entry(
                of,
                seq,
                before,
                at,
                row.getString("who"),
                row.getString("what"),
                row.getString("came_by"),
                row.getString("content"));
    }

    private static void end(PreparedStatement head, long of, int seq, String hash) throws SQLException {
        if (seq > 0) {
            head.setLong(1, of);
            head.setInt(2, seq);
            head.setString(3, hash);
            head.addBatch();
        }
    }

    @Override
    public String getConfirmationMessage() {
        return "trails are chained";
    }

    @Override
    public void setUp() {}

    @Override
    public void setFileOpener(ResourceAccessor resources) {}

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
