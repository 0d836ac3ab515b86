package gridwork.signals.cloudevents;

import gridwork.facts.Recorded;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.signals.Signal;
import gridwork.signals.SignalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every signal that was acknowledged, as it came. */
@Repository
class Inbox {
    private static final String COLUMNS =
            "id, source, event_id, type, subject, received_at, state, tries, body, headers, mended, error_code, error_field, error_value";
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StreetClock clock;

    Inbox(JdbcClient jdbc, JdbcTemplate batches, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    record Entry(String source, String eventId, String type, String subject, Arrived arrived) {}

    /** The ids, of these, that the source has sent before. */
    Set<String> known(String source, Collection<String> eventIds) {
        return eventIds.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql("select event_id from signal_inbox where event_id in (:ids) and source = :source")
                                .param("ids", eventIds)
                                .param("source", source)
                                .query(String.class)
                                .list());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void keep(List<Entry> entries) {
        LocalDateTime now = Stored.utc(clock.now());
        batches.batchUpdate("""
                insert into signal_inbox (id, source, event_id, type, subject, received_at, state, tries, next_try_at, body, headers)
                values (?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, ?)
                """, entries, 500, (row, each) -> {
            row.setLong(1, Ids.next());
            row.setString(2, each.source());
            row.setString(3, each.eventId());
            row.setString(4, each.type());
            row.setString(5, each.subject());
            row.setObject(6, now);
            row.setObject(7, now);
            row.setString(8, each.arrived().body());
            row.setString(9, each.arrived().headers());
        });
    }

    /** Claims what is due until the transaction ends; what another node holds is passed over. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Signal> claim(int most) {
        return jdbc.sql("select " + COLUMNS + """
                         from signal_inbox where state = 'waiting' and next_try_at <= :now
                        order by next_try_at, id limit :most for update skip locked
                        """)
                .param("now", Stored.utc(clock.now()))
                .param("most", most)
                .query(Inbox::signal)
                .list();
    }

    /** The same for one. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Signal> claim(SignalId id) {
        return jdbc.sql("select " + COLUMNS
                        + " from signal_inbox where id = ? and state = 'waiting' for update skip locked")
                .param(id.value())
                .query(Inbox::signal)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void done(SignalId id) {
        jdbc.sql(
                        "update signal_inbox set state = 'done', error_code = null, error_field = null, error_value = null, done_at = ? where id = ?")
                .params(Stored.utc(clock.now()), id.value())
                .update();
    }

    @Transactional
    void park(SignalId id, Recorded.Refused error) {
        jdbc.sql("""
                        update signal_inbox set state = 'parked', tries = tries + 1, error_code = :code, error_field = :field, error_value = :held
                        where id = :id and state = 'waiting'
                        """)
                .param("code", error.code())
                .param("field", error.field())
                .param("held", error.value().length() > 300 ? error.value().substring(0, 300) : error.value())
                .param("id", id.value())
                .update();
    }

    @Transactional
    void tryLater(SignalId id, Duration after, String reference) {
        jdbc.sql("""
                        update signal_inbox set tries = tries + 1, next_try_at = :next, error_code = 'signal-failed', error_field = '', error_value = :reference
                        where id = :id and state = 'waiting'
                        """)
                .param("next", Stored.utc(clock.now().plus(after)))
                .param("reference", reference)
                .param("id", id.value())
                .update();
    }

    /** Again from the start, with what an officer made of it or as it came. False when it is not parked any more. */
    @Transactional
    boolean replay(SignalId id, @Nullable String mended, String by) {
        return jdbc.sql("""
                                update signal_inbox set state = 'waiting', tries = 0, next_try_at = :now, mended = coalesce(:mended, mended), replayed_by = :by
                                where id = :id and state = 'parked'
                                """)
                        .param("now", Stored.utc(clock.now()))
                        .param("mended", mended, java.sql.Types.LONGVARCHAR)
                        .param("by", by)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    Optional<Signal> find(SignalId id) {
        return jdbc.sql("select " + COLUMNS + " from signal_inbox where id = ?")
                .param(id.value())
                .query(Inbox::signal)
                .optional();
    }

    record Page(List<Signal> signals, long total) {}

    Page page(Signal.@Nullable State state, String text, int from, int size) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder(" where 1 = 1");
        if (state != null) {
            where.append(" and state = :state");
            parameters.put("state", state.name().toLowerCase(Locale.ROOT));
        }
        if (!text.isBlank()) {
            where.append(
                    " and (source like :part escape '!' or event_id like :part escape '!' or subject like :part escape '!')");
            parameters.put("part", "%" + text.strip().replaceAll("[!%_]", "!$0") + "%");
        }
        long total = jdbc.sql("select count(*) from signal_inbox" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("size", size);
        parameters.put("start", from);
        return new Page(
                jdbc.sql("select " + COLUMNS + " from signal_inbox" + where
                                + " order by id desc limit :size offset :start")
                        .params(parameters)
                        .query(Inbox::signal)
                        .list(),
                total);
    }

    Map<Signal.State, Long> counts() {
        Map<Signal.State, Long> counts = new HashMap<>();
        for (Signal.State each : Signal.State.values()) {
            counts.put(each, 0L);
        }
        jdbc.sql("select state, count(*) as how_many from signal_inbox group by state")
                .query(row -> {
                    counts.put(
                            Signal.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            row.getLong("how_many"));
                });
        return counts;
    }

    private static Signal signal(ResultSet row, int number) throws SQLException {
        return new Signal(
                new SignalId(row.getLong("id")),
                row.getString("source"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("subject"),
                Stored.instant(Objects.requireNonNull(row.getObject("received_at", LocalDateTime.class))),
                Signal.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                row.getString("body"),
                row.getString("headers"),
                row.getString("mended"),
                row.getString("error_code"),
                row.getString("error_field"),
                row.getString("error_value"));
    }
}
