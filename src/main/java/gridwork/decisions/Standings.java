package gridwork.decisions;

import gridwork.facts.SubjectId;
import gridwork.facts.SubjectSelection;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * A standing with what only this module needs of it.
     *
     * @param items what holds, and what held once, by item
     */
    record Row(Standing standing, LocalDate asOf, int release, Map<String, StandingItem> items) {}

    List<Row> of(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        jdbc.sql("""
                        select s.subject_id, s.rule_set, s.decision_id, s.result, s.since, s.next_change, s.headline, s.freshness, s.as_of, s.release_no,
                               i.item, i.cause, i.decision_id as item_decision, i.since as item_since, i.ended_on as item_ended,
                               i.undecided_on, i.undecided_because
                        from standing s
                        left join standing_item i on i.subject_id = s.subject_id and i.rule_set = s.rule_set
                        where s.subject_id in (:subjects)""")
                .param("subjects", subjects.stream().map(SubjectId::value).toList())
                .query(row -> {
                    Row it = row(row);
                    Row known = rows.computeIfAbsent(
                            List.of(it.standing().subject(), it.standing().ruleSet()), key -> it);
                    if (row.getString("item") != null) {
                        StandingItem item = item(row);
                        known.items().put(item.item(), item);
                    }
                });
        return List.copyOf(rows.values());
    }

    /** The subjects of which an answer holds, or held when somebody could last say. */
    static SubjectSelection holding(String ruleSet, String item) {
        return selected(
                "select subject_id from standing_item where rule_set = %s and item = %s and ended_on is null",
                ruleSet, item);
    }

    static SubjectSelection changedSince(String ruleSet, LocalDate day) {
        return selected(
                "select s.subject_id from standing s join decision d on d.id = s.decision_id"
                        + " where s.rule_set = %s and s.since >= %s and d.previous is not null",
                ruleSet, day);
    }

    static SubjectSelection at(String ruleSet, String result) {
        return selected("select subject_id from standing where rule_set = %s and result = %s", ruleSet, result);
    }

    private static SubjectSelection selected(String sql, Object first, Object second) {
        return parameters -> {
            String one = "selected" + parameters.size();
            parameters.put(one, first);
            String other = "selected" + parameters.size();
            parameters.put(other, second);
            return "id in (" + sql.formatted(":" + one, ":" + other) + ")";
        };
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
                insert into standing (decision_id, result, since, next_change, headline, freshness, as_of, release_no,
                                      subject_id, rule_set)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows.stream().map(Standings::values).toList());
    }

    void change(List<Row> rows) {
        batches.batchUpdate("""
                update standing set decision_id = ?, result = ?, since = ?, next_change = ?, headline = ?, freshness = ?,
                                    as_of = ?, release_no = ?
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
            it.headline(),
            it.freshness(),
            row.asOf(),
            row.release(),
            it.subject().value(),
            it.ruleSet()
        };
    }

    void addItems(List<StandingItem> items) {
        batches.batchUpdate("""
                insert into standing_item (cause, decision_id, since, ended_on, undecided_on, undecided_because,
                                           subject_id, rule_set, item)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", items.stream().map(Standings::values).toList());
    }

    void changeItems(List<StandingItem> items) {
        batches.batchUpdate("""
                update standing_item set cause = ?, decision_id = ?, since = ?, ended_on = ?, undecided_on = ?,
                                         undecided_because = ?
                where subject_id = ? and rule_set = ? and item = ?""", items.stream().map(Standings::values).toList());
    }

    private static @Nullable Object[] values(StandingItem it) {
        return new @Nullable Object[] {
            it.cause(),
            it.decision().value(),
            it.since(),
            it.until(),
            it.undecidedSince(),
            it.undecidedBecause(),
            it.subject().value(),
            it.ruleSet(),
            it.item()
        };
    }

    private static StandingItem item(ResultSet row) throws SQLException {
        return new StandingItem(
                new SubjectId(row.getLong("subject_id")),
                row.getString("rule_set"),
                row.getString("item"),
                row.getString("cause"),
                new DecisionId(row.getLong("item_decision")),
                row.getObject("item_since", LocalDate.class),
                row.getObject("item_ended", LocalDate.class),
                row.getObject("undecided_on", LocalDate.class),
                row.getString("undecided_because"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Standing(
                        new SubjectId(row.getLong("subject_id")),
                        row.getString("rule_set"),
                        new DecisionId(row.getLong("decision_id")),
                        row.getString("result"),
                        row.getObject("since", LocalDate.class),
                        row.getObject("next_change", LocalDate.class),
                        plain(row.getBigDecimal("headline")),
                        row.getString("freshness")),
                row.getObject("as_of", LocalDate.class),
                row.getInt("release_no"),
                new LinkedHashMap<>());
    }

    /** As it was written: the column has more places than the number. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal stored) {
        if (stored == null) {
            return null;
        }
        BigDecimal bare = stored.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
