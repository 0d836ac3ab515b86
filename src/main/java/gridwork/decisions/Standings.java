package gridwork.decisions;

import gridwork.facts.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How subjects stand, a row for each subject and rule set. */
@Repository
class Standings {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Standings(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A standing with what only this module needs of it. */
    record Row(Standing standing, LocalDate asOf, int release) {}

    List<Row> of(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select subject_id, rule_set, decision_id, result, since, next_change, as_of, release_no
                        from standing where subject_id in (:subjects)""")
                .param("subjects", subjects.stream().map(SubjectId::value).toList())
                .query(Standings::row)
                .list();
    }

    Set<SubjectId> at(String ruleSet, String result) {
        return new HashSet<>(jdbc.sql("select subject_id from standing where rule_set = :ruleSet and result = :result")
                .param("ruleSet", ruleSet)
                .param("result", result)
                .query((row, n) -> new SubjectId(row.getLong(1)))
                .list());
    }

    /** Those that neither time nor another release can have changed up to a day. */
    Set<SubjectId> settled(String ruleSet, LocalDate day, int release) {
        return new HashSet<>(jdbc.sql("""
                        select subject_id from standing
                        where rule_set = :ruleSet and release_no = :release and (next_change is null or next_change > :day)""")
                .param("ruleSet", ruleSet)
                .param("release", release)
                .param("day", day)
                .query((row, n) -> new SubjectId(row.getLong(1)))
                .list());
    }

    /** Makes what is known of subjects due again. */
    void unsettle(Collection<SubjectId> subjects) {
        batches.batchUpdate(
                "update standing set release_no = 0 where subject_id = ? and release_no <> 0",
                subjects.stream()
                        .sorted()
                        .map(each -> new Object[] {each.value()})
                        .toList());
    }

    void add(List<Row> rows) {
        batches.batchUpdate("""
                insert into standing (decision_id, result, since, next_change, as_of, release_no, subject_id, rule_set)
                values (?, ?, ?, ?, ?, ?, ?, ?)""", rows.stream().map(Standings::values).toList());
    }

    void change(List<Row> rows) {
        batches.batchUpdate("""
                update standing set decision_id = ?, result = ?, since = ?, next_change = ?, as_of = ?, release_no = ?
                where subject_id = ? and rule_set = ?""", rows.stream().map(Standings::values).toList());
    }

    /** A release was replaced by other content: whoever stands by it is due again. */
    void forget(int release) {
        jdbc.sql("update standing set release_no = 0 where release_no = :release")
                .param("release", release)
                .update();
    }

    private static @Nullable Object[] values(Row row) {
        Standing it = row.standing();
        return new @Nullable Object[] {
            it.decision().value(),
            it.result(),
            it.since(),
            it.nextChange(),
            row.asOf(),
            row.release(),
            it.subject().value(),
            it.ruleSet()
        };
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                new Standing(
                        new SubjectId(row.getLong("subject_id")),
                        row.getString("rule_set"),
                        new DecisionId(row.getLong("decision_id")),
                        row.getString("result"),
                        row.getObject("since", LocalDate.class),
                        row.getObject("next_change", LocalDate.class)),
                row.getObject("as_of", LocalDate.class),
                row.getInt("release_no"));
    }
}
