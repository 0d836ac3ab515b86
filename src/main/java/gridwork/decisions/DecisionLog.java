package gridwork.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import gridwork.platform.Stored;
import gridwork.rules.Evaluation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of decisions: only ever added to. */
@Repository
class DecisionLog {
    private static final String HELD = "held";
    private static final String COLUMNS = """
            select id, subject_id, rule_set, release_no, as_of, known_at, decided_at, result, previous,
                   row_ids, measures, fact_ids, fact_id, asked_by, outcome
            from decision
            """;

    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json = JsonMapper.builder()
            .findAndAddModules()
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    DecisionLog(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What is read again of an outcome. */
    private record Outcome(Map<String, Object> given) {
        Outcome {
            given = given == null ? Map.of() : given;
        }
    }

    /** A decision about to be written. */
    record Entry(
            DecisionId id,
            SubjectId subject,
            String ruleSet,
            int release,
            LocalDate asOf,
            Instant knownAt,
            Instant decidedAt,
            @Nullable String previous,
            Evaluation evaluation,
            @Nullable FactId fact,
            @Nullable DecisionId askedBy,
            Map<String, Object> given,
            Cause cause,
            boolean history) {}

    void add(List<Entry> entries) {
        batches.batchUpdate("""
                insert into decision (id, subject_id, rule_set, release_no, as_of, known_at, decided_at, result, previous,
                                      outcome, measures, row_ids, fact_ids, fact_id, asked_by, cause, history)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", entries.stream().map(this::values).toList());
    }

    /** Newest first, by the day for which it was decided. */
    List<LoggedDecision> of(SubjectId subject, String ruleSet, int size) {
        return jdbc.sql(COLUMNS + """
                         where subject_id = :subject and rule_set = :ruleSet
                         order by as_of desc, decided_at desc, id desc limit :size""")
                .param("subject", subject.value())
                .param("ruleSet", ruleSet)
                .param("size", size)
                .query(this::logged)
                .list();
    }

    /** @param only of these subjects; empty = of all */
    long count(Replaying.Asked asked) {
        return bound(
                        jdbc.sql("select count(*) from decision where as_of between :from and :to" + narrowed(asked)),
                        asked)
                .query(Long.class)
                .single();
    }

    /** The next ones made after a decision, in the order of their making. */
    List<LoggedDecision> after(DecisionId last, Replaying.Asked asked, int size) {
        return bound(
                        jdbc.sql(COLUMNS + " where id > :last and as_of between :from and :to" + narrowed(asked)
                                + " order by id limit :size"),
                        asked)
                .param("last", last.value())
                .param("size", size)
                .query(this::logged)
                .list();
    }

    private static String narrowed(Replaying.Asked asked) {
        return (asked.ruleSets().isEmpty() ? "" : " and rule_set in (:ruleSets)")
                + (asked.only().isEmpty() ? "" : " and subject_id in (:only)");
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Replaying.Asked asked) {
        return statement
                .param("from", asked.from())
                .param("to", asked.to())
                .param("ruleSets", asked.ruleSets())
                .param("only", asked.only().stream().map(SubjectId::value).toList());
    }

    /** The answers to some facts, in the order of their making. */
    List<LoggedDecision> to(Collection<FactId> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(COLUMNS + " where fact_id in (:facts) order by id")
                .param("facts", facts.stream().map(FactId::value).toList())
                .query(this::logged)
                .list();
    }

    /** What a decision about a subject brought up, in the order of its making. */
    List<LoggedDecision> askedBy(SubjectId subject, DecisionId id) {
        return jdbc.sql(COLUMNS + " where subject_id = :subject and asked_by = :id order by id")
                .param("subject", subject.value())
                .param("id", id.value())
                .query(this::logged)
                .list();
    }

    Optional<LoggedDecision> find(DecisionId id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id.value())
                .query(this::logged)
                .optional();
    }

    List<LoggedDecision> find(Collection<DecisionId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(COLUMNS + " where id in (:ids)")
                        .param("ids", ids.stream().map(DecisionId::value).toList())
                        .query(this::logged)
                        .list();
    }

    /** @param held with their causes */
    record Last(String result, Map<String, String> held) {}

    /** Of each subject and rule set what was logged last for a day or for one before it. */
    Map<SubjectId, Map<String, Last>> lastUntil(Collection<SubjectId> subjects, LocalDate day) {
        Map<SubjectId, Map<String, Last>> last = new HashMap<>();
        if (subjects.isEmpty()) {
            return last;
        }
        jdbc.sql("""
                        select subject_id, rule_set, result, outcome from decision
                        where subject_id in (:subjects) and as_of <= :day order by as_of, decided_at, id""")
                .param("subjects", subjects.stream().map(SubjectId::value).toList())
                .param("day", day)
                .query(row -> {
                    last.computeIfAbsent(new SubjectId(row.getLong(1)), id -> new HashMap<>())
                            .put(row.getString(2), new Last(row.getString(3), held(row.getString(4))));
                });
        return last;
    }

    boolean names(int release) {
        return !jdbc.sql("select id from decision where release_no = :release limit 1")
                .param("release", release)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    private @Nullable Object[] values(Entry entry) {
        Evaluation it = entry.evaluation();
        Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
        outcome.put("values", it.values());
        outcome.put("missing", it.missing());
        if (it.freshness() != null) {
            outcome.put("freshness", it.freshness().level());
        }
        outcome.put("nextChange", it.nextChange());
        if (!it.items().isEmpty()) {
            Map<String, String> held = new LinkedHashMap<>();
            it.held().forEach(each -> held.put(each.item(), each.cause()));
            outcome.put(HELD, held);
            outcome.put("undecided", it.undecided());
        }
        if (!entry.given().isEmpty()) {
            outcome.put("given", entry.given());
        }
        return new @Nullable Object[] {
            entry.id().value(),
            entry.subject().value(),
            entry.ruleSet(),
            entry.release(),
            entry.asOf(),
            Stored.utc(entry.knownAt()),
            Stored.utc(entry.decidedAt()),
            it.result(),
            entry.previous(),
            write(outcome),
            write(it.measures()),
            write(it.rowIds()),
            write(it.facts()),
            entry.fact() == null ? null : entry.fact().value(),
            entry.askedBy() == null ? null : entry.askedBy().value(),
            entry.cause().stored(),
            entry.history()
        };
    }

    private LoggedDecision logged(ResultSet row, int n) throws SQLException {
        long fact = row.getLong("fact_id");
        boolean answers = !row.wasNull();
        long askedBy = row.getLong("asked_by");
        boolean asked = !row.wasNull();
        return new LoggedDecision(
                new DecisionId(row.getLong("id")),
                new SubjectId(row.getLong("subject_id")),
                row.getString("rule_set"),
                row.getInt("release_no"),
                row.getObject("as_of", LocalDate.class),
                Stored.instant(row.getObject("known_at", LocalDateTime.class)),
                Stored.instant(row.getObject("decided_at", LocalDateTime.class)),
                row.getString("result"),
                row.getString("previous"),
                read(row.getString("row_ids"), new TypeReference<List<String>>() {}),
                read(row.getString("measures"), new TypeReference<LinkedHashMap<String, Object>>() {}),
                read(row.getString("fact_ids"), new TypeReference<List<Long>>() {}).stream()
                        .map(FactId::new)
                        .toList(),
                held(row.getString("outcome")),
                answers ? new FactId(fact) : null,
                asked ? new DecisionId(askedBy) : null,
                answers || asked ? given(row.getString("outcome")) : Map.of());
    }

    private Map<String, Object> given(String outcome) {
        return read(outcome, OUTCOME).given();
    }

    private Map<String, String> held(String outcome) {
        if (!outcome.contains('"' + HELD + '"')) {
            return Map.of();
        }
        Map<String, String> held = new LinkedHashMap<>();
        read(outcome, new TypeReference<com.fasterxml.jackson.databind.JsonNode>() {})
                .path(HELD)
                .properties()
                .forEach(each -> held.put(each.getKey(), each.getValue().asText()));
        return held;
    }

    private String write(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a decision cannot be written as JSON", unwritable);
        }
    }

    private <T> T read(String stored, TypeReference<T> type) {
        try {
            return json.readValue(stored, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a logged decision cannot be read", unreadable);
        }
    }
}
