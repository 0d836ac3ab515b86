package gridwork.platform.outgoing;

import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredOutgoing implements Outgoing {
    private static final String COLUMNS = """
            id, message_key, notice, kind, channel, receiver, about, title_zh, title_en, text_zh, text_en, link, urgent,
            state, made_at, due_at, tries, sent_at, received_at, read_at, answer, remote_id""";

    private static final int LONGEST_ANSWER = 300;
    private static final int TOGETHER = 500;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final List<Channel> channels;
    private final StreetClock clock;

    StoredOutgoing(JdbcClient jdbc, JdbcTemplate batches, List<Channel> channels, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.channels = List.copyOf(channels);
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(Collection<NewMessage> messages) {
        Map<String, NewMessage> news = new LinkedHashMap<>();
        messages.forEach(each -> news.putIfAbsent(each.key(), each));
        news.keySet().removeAll(known(news.keySet()));
        LocalDateTime now = Stored.utc(clock.now());
        batches.batchUpdate("""
                insert into outgoing_message (id, message_key, notice, party, awaited, kind, channel, receiver, about, title_zh, title_en,
                    text_zh, text_en, link, urgent, needless, state, made_at, due_at, wanted_at, tries, sent_at, answer, remote_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '', '')
                """, news.values(), TOGETHER, (row, each) -> {
            LocalDateTime due = Stored.utc(each.due());
            boolean there = each.channel().equals(Channel.PAGE)
                    && reaches(Channel.PAGE, each.receiver())
                    && !due.isAfter(now)
                    && each.unless() == null;
            row.setLong(1, Ids.next());
            row.setString(2, each.key());
            row.setLong(3, each.notice());
            row.setString(4, each.party());
            row.setString(5, each.awaited());
            row.setString(6, each.kind());
            row.setString(7, each.channel());
            row.setString(8, each.receiver());
            row.setString(9, each.about());
            row.setString(10, each.title().zh());
            row.setString(11, each.title().en());
            row.setString(12, each.text().zh());
            row.setString(13, each.text().en());
            row.setString(14, each.link());
            row.setInt(15, each.urgent() ? 1 : 0);
            row.setString(16, each.unless() == null ? null : stored(each.unless()));
            row.setString(17, (there ? Message.State.SENT : Message.State.WAITING).stored());
            row.setObject(18, now);
            row.setObject(19, due);
            row.setObject(20, due);
            row.setObject(21, there ? now : null);
        });
    }

    private static String stored(Unless unless) {
        return unless.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Set<String> known(Collection<String> keys) {
        return keys.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select message_key from outgoing_message where message_key in (:keys)")
                        .param("keys", keys)
                        .query(String.class)
                        .list());
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public boolean reaches(String channel, String receiver) {
        return channels.stream().anyMatch(each -> each.id().equals(channel) && each.reaches(receiver));
    }

    @Override
    public Page told(String receiver, boolean unread, String text, int from, int size) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("receiver", receiver);
        String where = " where receiver = :receiver and channel = 'page' and sent_at is not null"
                + (unread ? " and read_at is null" : "")
                + like(text, parameters, "title_zh", "title_en", "text_zh", "text_en");
        return page(where, parameters, from, size);
    }

    private static String like(String text, Map<String, Object> parameters, String... columns) {
        if (text.isBlank()) {
            return "";
        }
        parameters.put("part", "%" + text.strip().replaceAll("[!%_]", "!$0") + "%");
        return " and (" + String.join(" like :part escape '!' or ", columns) + " like :part escape '!')";
    }

    private Page page(String where, Map<String, Object> parameters, int from, int size) {
        long total = jdbc.sql("select count(*) from outgoing_message" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        List<Message> rows = jdbc.sql("select " + COLUMNS + " from outgoing_message" + where
                        + " order by id desc limit " + size + " offset " + from)
                .params(parameters)
                .query(StoredOutgoing::message)
                .list();
        return new Page(rows, total);
    }

    @Override
    public Map<String, Long> unread(Collection<String> receivers) {
        Map<String, Long> counts = new HashMap<>();
        if (!receivers.isEmpty()) {
            jdbc.sql("""
                            select receiver, count(*) as many from outgoing_message
                            where receiver in (:receivers) and channel = 'page' and read_at is null and sent_at is not null
                            group by receiver
                            """).param("receivers", receivers).query((RowCallbackHandler)
                    row -> counts.put(row.getString("receiver"), row.getLong("many")));
        }
        return counts;
    }

    @Override
    @Transactional
    public Optional<Message> read(String receiver, MessageId id) {
        Optional<Message> found = find(id).filter(each ->
                each.receiver().equals(receiver) && each.channel().equals(Channel.PAGE) && each.sent() != null);
        found.filter(each -> each.read() == null).ifPresent(each -> {
            markRead(" where id = :id and read_at is null", Map.of("id", id.value()));
            say(id, "read", "", receiver);
        });
        return found;
    }

    @Override
    @Transactional
    public int readAll(String receiver) {
        List<Long> open =
                jdbc.sql("""
                        select id from outgoing_message
                        where receiver = :receiver and channel = 'page' and read_at is null and sent_at is not null
                        order by id limit 5000
                        """).param("receiver", receiver).query(Long.class).list();
        if (!open.isEmpty()) {
            markRead(" where read_at is null and id in (:ids)", Map.of("ids", open));
            say(open, "read", "", receiver);
        }
        return open.size();
    }

    private void markRead(String where, Map<String, Object> parameters) {
        jdbc.sql("update outgoing_message set state = 'read', read_at = :now" + where)
                .params(parameters)
                .param("now", Stored.utc(clock.now()))
                .update();
    }

    @Override
    public Page page(Asked asked) {
        Map<String, Object> parameters = new HashMap<>();
        String where = where(asked.channel(), parameters);
        if (asked.state() != null) {
            where += " and state = :state";
            parameters.put("state", asked.state().stored());
        }
        return page(
                where + like(asked.text(), parameters, "receiver", "title_zh", "title_en", "about"),
                parameters,
                asked.from(),
                asked.size());
    }

    private static String where(@Nullable String channel, Map<String, Object> parameters) {
        if (channel == null) {
            return " where 1 = 1";
        }
        parameters.put("channel", channel);
        return " where channel = :channel";
    }

    @Override
    public Map<Message.State, Long> counts(@Nullable String channel) {
        Map<Message.State, Long> counts = new EnumMap<>(Message.State.class);
        Map<String, Object> parameters = new HashMap<>();
        jdbc.sql("select state, count(*) as many from outgoing_message" + where(channel, parameters)
                        + " group by state")
                .params(parameters)
                .query((RowCallbackHandler)
                        row -> counts.put(Message.State.of(row.getString("state")), row.getLong("many")));
        return counts;
    }

    @Override
    public Map<MessageId, List<Receipt>> receipts(Collection<MessageId> ids) {
        Map<MessageId, List<Receipt>> all = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            select message_id, at, what, answer, done_by from outgoing_receipt
                            where message_id in (:ids) order by id
                            """)
                    .param("ids", ids.stream().map(MessageId::value).toList())
                    .query((RowCallbackHandler) row -> {
                        var id = new MessageId(row.getLong("message_id"));
                        all.computeIfAbsent(id, none -> new ArrayList<>())
                                .add(new Receipt(
                                        id,
                                        moment(row, "at"),
                                        row.getString("what"),
                                        row.getString("answer"),
                                        row.getString("done_by")));
                    });
        }
        return all;
    }

    @Override
    @Transactional
    public void again(MessageId id, String by) {
        Message found = find(id).orElseThrow(() -> new Refused("delivery-not-found"));
        if (!found.state().failed()
                || jdbc.sql("""
                                        update outgoing_message set state = 'waiting', tries = 0, due_at = :now, wanted_at = :now
                                        where id = :id and state = :state
                                        """)
                                .param("now", Stored.utc(clock.now()))
                                .param("id", id.value())
                                .param("state", found.state().stored())
                                .update()
                        == 0) {
            throw new Refused("delivery-not-failed");
        }
        say(id, "again", "", by);
    }

    @Override
    public List<Stand> stands() {
        Map<String, Stand> waiting = new HashMap<>();
        jdbc.sql("""
                        select channel, count(*) as many, min(made_at) as since from outgoing_message
                        where state = 'waiting' and (tries > 0 or due_at <= :now) group by channel
                        """).param("now", Stored.utc(clock.now())).query((RowCallbackHandler) row -> waiting.put(
                row.getString("channel"),
                new Stand(row.getString("channel"), true, row.getLong("many"), moment(row, "since"))));
        return channels.stream()
                .map(each -> {
                    Stand held = waiting.get(each.id());
                    return new Stand(
                            each.id(),
                            each.isSetUp(),
                            held == null ? 0 : held.waiting(),
                            held == null ? null : held.since());
                })
                .toList();
    }

    @Override
    @Transactional
    public int forget(Instant madeBefore, int most) {
        List<Long> old = jdbc.sql("""
                        select id from outgoing_message where made_at < :before and state <> 'waiting' order by made_at limit :most
                        """)
                .param("before", Stored.utc(madeBefore))
                .param("most", most)
                .query(Long.class)
                .list();
        if (!old.isEmpty()) {
            jdbc.sql("delete from outgoing_receipt where message_id in (:ids)")
                    .param("ids", old)
                    .update();
            jdbc.sql("delete from outgoing_message where id in (:ids)")
                    .param("ids", old)
                    .update();
        }
        return old.size();
    }

    // --- for whoever sends

    Optional<Message> find(MessageId id) {
        return jdbc.sql("select " + COLUMNS + " from outgoing_message where id = :id")
                .param("id", id.value())
                .query(StoredOutgoing::message)
                .optional();
    }

    /** Locks the next one that is due until the transaction ends; what another node holds is passed over. */
    Optional<Message> claim(String channel) {
        return jdbc.sql("select " + COLUMNS + """
                         from outgoing_message where channel = :channel and state = 'waiting' and due_at <= :now
                        order by due_at, id limit 1 for update skip locked
                        """)
                .param("channel", channel)
                .param("now", Stored.utc(clock.now()))
                .query(StoredOutgoing::message)
                .optional();
    }

    /** Whether it was only to follow where those that it waits for did not arrive, and one of them did. */
    boolean isNeedless(MessageId id) {
        return jdbc.sql("""
                        select count(*) from outgoing_message m
                            join outgoing_message other on other.notice = m.notice and other.party = m.awaited
                        where m.id = :id and other.id <> m.id and (
                            m.needless = 'read' and other.read_at is not null
                            or m.needless = 'received' and coalesce(other.received_at, other.read_at) is not null)
                        """).param("id", id.value()).query(Long.class).single() > 0;
    }

    void sent(Message of, String remoteId, String said) {
        LocalDateTime now = Stored.utc(clock.now());
        jdbc.sql("""
                        update outgoing_message set state = 'sent', tries = tries + 1, sent_at = :now, answer = :answer, remote_id = :remote
                        where id = :id
                        """)
                .param("now", now)
                .param("answer", kept(said))
                .param("remote", remoteId.length() > 200 ? "" : remoteId)
                .param("id", of.id().value())
                .update();
        say(of.id(), "sent", said, null);
    }

    /** It will not be sent any more, unless somebody says so. */
    void ended(Message of, Message.State state, String what, String said) {
        jdbc.sql("update outgoing_message set state = :state, tries = tries + 1, answer = :answer where id = :id")
                .param("state", state.stored())
                .param("answer", kept(said))
                .param("id", of.id().value())
                .update();
        say(of.id(), what, said, null);
    }

    /** Of a receiver that is away for a day the receipts tell once why, not a hundred times. */
    void later(Message of, Duration after, String what, String said) {
        jdbc.sql("""
                        update outgoing_message set tries = tries + 1, due_at = :due, answer = :answer where id = :id
                        """)
                .param("due", Stored.utc(clock.now().plus(after)))
                .param("answer", kept(said))
                .param("id", of.id().value())
                .update();
        if (of.tries() == 0 || !of.answer().equals(kept(said))) {
            say(of.id(), what, said, null);
        }
    }

    /** The receiver is there again: nobody waits for the end of a pause any more. */
    int bringForward(String channel) {
        return jdbc.sql("""
                        update outgoing_message set due_at = :now
                        where channel = :channel and state = 'waiting' and tries > 0 and due_at > :now
                        """)
                .param("now", Stored.utc(clock.now()))
                .param("channel", channel)
                .update();
    }

    /** Since when it should have been sent, or was to be sent again. */
    Instant wantedSince(MessageId id) {
        return jdbc.sql("select wanted_at from outgoing_message where id = :id")
                .param("id", id.value())
                .query((row, number) -> moment(row, "wanted_at"))
                .single();
    }

    /** Locks it. */
    Optional<Message> byKey(String channel, String keyOrRemoteId) {
        return jdbc.sql("select " + COLUMNS + """
                         from outgoing_message where channel = :channel and message_key = :id for update
                        """)
                .param("channel", channel)
                .param("id", keyOrRemoteId)
                .query(StoredOutgoing::message)
                .optional()
                .or(() -> jdbc.sql("select " + COLUMNS + """
                                 from outgoing_message where remote_id = :id and channel = :channel order by id desc limit 1 for update
                                """)
                        .param("channel", channel)
                        .param("id", keyOrRemoteId)
                        .query(StoredOutgoing::message)
                        .optional());
    }

    void arrived(Message of, Message.State state, String said) {
        LocalDateTime now = Stored.utc(clock.now());
        boolean read = state == Message.State.READ;
        jdbc.sql("""
                        update outgoing_message set state = :state, sent_at = coalesce(sent_at, :now), received_at = coalesce(received_at, :now),
                            read_at = coalesce(read_at, :read)
                        where id = :id
                        """)
                .param("state", state.stored())
                .param("now", now)
                .param("read", read ? now : null, java.sql.Types.TIMESTAMP)
                .param("id", of.id().value())
                .update();
        say(of.id(), read ? "read" : "received", said, null);
    }

    void undelivered(Message of, String said) {
        jdbc.sql("update outgoing_message set state = 'failed', answer = :answer where id = :id")
                .param("answer", kept(said))
                .param("id", of.id().value())
                .update();
        say(of.id(), "undelivered", said, null);
    }

    private void say(MessageId id, String what, String answer, @Nullable String by) {
        say(List.of(id.value()), what, answer, by);
    }

    private void say(Collection<Long> ids, String what, String answer, @Nullable String by) {
        LocalDateTime now = Stored.utc(clock.now());
        batches.batchUpdate(
                "insert into outgoing_receipt (id, message_id, at, what, answer, done_by) values (?, ?, ?, ?, ?, ?)",
                ids,
                TOGETHER,
                (row, each) -> {
                    row.setLong(1, Ids.next());
                    row.setLong(2, each);
                    row.setObject(3, now);
                    row.setString(4, what);
                    row.setString(5, kept(answer));
                    row.setString(6, by);
                });
    }

    /** Gateways say back whose phone it was. */
    private static String kept(String said) {
        String one = Masked.numbers(said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
        return one.length() > LONGEST_ANSWER ? one.substring(0, LONGEST_ANSWER) : one;
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                new MessageId(row.getLong("id")),
                row.getString("message_key"),
                row.getLong("notice"),
                row.getString("kind"),
                row.getString("channel"),
                row.getString("receiver"),
                row.getString("about"),
                new Label(row.getString("title_zh"), row.getString("title_en")),
                new Label(row.getString("text_zh"), row.getString("text_en")),
                row.getString("link"),
                row.getInt("urgent") == 1,
                Message.State.of(row.getString("state")),
                moment(row, "made_at"),
                moment(row, "due_at"),
                row.getInt("tries"),
                momentOrNull(row, "sent_at"),
                momentOrNull(row, "received_at"),
                momentOrNull(row, "read_at"),
                row.getString("answer"),
                row.getString("remote_id"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Stored.instant(Objects.requireNonNull(row.getObject(column, LocalDateTime.class)));
    }

    private static @Nullable Instant momentOrNull(ResultSet row, String column) throws SQLException {
        LocalDateTime held = row.getObject(column, LocalDateTime.class);
        return held == null ? null : Stored.instant(held);
    }
}
