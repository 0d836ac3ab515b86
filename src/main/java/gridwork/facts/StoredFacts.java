package gridwork.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredFacts implements Facts {
    private static final Logger LOG = LoggerFactory.getLogger(StoredFacts.class);
    private static final int BATCH = 1_000;
    private static final int SOURCE = 200;
    private static final int REFERENCE = 300;
    private static final int AMOUNT_SCALE = 4;
    private static final String OURSELVES = "gridwork";
    /** Stands for nothing that happened: it takes another fact's place. No measure counts it. */
    private static final String VOIDED = "voided";

    private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {};
    static final String COLUMNS =
            "f.id, f.subject_id, f.kind, f.category, f.occurred_at, f.occurred_on, f.recorded_at, f.known_from, f.source, f.reference, f.confidence, f.amount, f.payload, f.voids";
    static final String VOIDED_BY = ", (select min(v.id) from fact v where v.voids = f.id) as voided_by";
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Subjects subjects;
    private final FactKinds kinds;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    StoredFacts(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Subjects subjects,
            FactKinds kinds,
            StreetClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.subjects = subjects;
        this.kinds = kinds;
        this.clock = clock;
        this.events = events;
    }

    private record Identity(String source, String reference) {}

    /** The versions of one fact so far. */
    private record Versions(
            Map<String, FactId> byContent,
            FactId latest,
            SubjectId subject,
            String kind,
            Instant occurredAt,
            Instant knownFrom,
            int revision) {
        /** A source that says itself when it came to know can take a correction back; any other's is a late copy. */
        boolean takenBackBy(NewFact fact, FactId same) {
            return !same.equals(latest)
                    && fact.knownFrom() != null
                    && fact.knownFrom().isAfter(knownFrom);
        }
    }

    /** For whom facts count that are told about a merged subject. */
    private record Merged(Map<SubjectId, SubjectId> into) {
        SubjectId of(SubjectId told) {
            return into.getOrDefault(told, told);
        }
    }

    private record Row(
            long id,
            SubjectId subject,
            NewFact fact,
            Instant knownFrom,
            int revision,
            String payload,
            String content,
            @Nullable FactId voids) {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Recorded> record(List<NewFact> facts, How how) {
        events.publishEvent(
                new FactsArriving(facts.stream().map(NewFact::kind).collect(Collectors.toSet()), how.history()));
        Map<SubjectRef, Subject> known =
                subjects.findAll(facts.stream().map(NewFact::subject).collect(Collectors.toSet()));
        Set<SubjectId> locked = new TreeSet<>();
        for (Subject each : known.values()) {
            locked.add(each.id());
            if (each.mergedInto() != null) {
                locked.add(each.mergedInto());
            }
        }
        Merged merged = new Merged(subjects.lock(locked));
        Map<Identity, Versions> versions = versions(facts);
        Set<SubjectId> elsewhere = new TreeSet<>();
        versions.values().forEach(each -> elsewhere.add(each.subject));
        elsewhere.removeAll(locked);
        if (!elsewhere.isEmpty()) {
            merged.into.putAll(subjects.lock(elsewhere));
        }
        Map<SubjectId, Subject> others = merged.into.isEmpty() ? Map.of() : subjects.find(merged.into.values());

        Instant now = clock.now();
        Instant endOfToday = clock.endOf(clock.today());
        List<Recorded> answers = new ArrayList<>(facts.size());
        List<Row> rows = new ArrayList<>(facts.size());
        Map<SubjectId, Set<String>> changed = new LinkedHashMap<>();
        List<FactsRecorded.Touched> touched = new ArrayList<>();
        for (NewFact fact : facts) {
            Subject subject = known.get(fact.subject());
            Subject about = subject == null ? null : others.getOrDefault(merged.of(subject.id()), subject);
            Optional<Recorded.Refused> problem = problem(fact, about, endOfToday);
            if (problem.isPresent() || subject == null || about == null) {
                answers.add(problem.orElseThrow());
                continue;
            }
            String payload = write(fact.payload());
            String content = content(fact, payload);
            Identity identity = new Identity(fact.source(), fact.reference());
            Versions earlier = versions.get(identity);
            FactId same = earlier == null ? null : earlier.byContent.get(content);
            if (earlier != null && same != null && !earlier.takenBackBy(fact, same)) {
                answers.add(new Recorded.Known(same, !same.equals(earlier.latest)));
                continue;
            }
            Row row = new Row(
                    Ids.next(),
                    subject.id(),
                    fact,
                    knownFrom(fact, how, earlier, now),
                    earlier == null ? 0 : earlier.revision + 1,
                    payload,
                    content,
                    earlier == null ? null : earlier.latest);
            FactId id = new FactId(row.id);
            rows.add(row);
            versions.put(identity, next(earlier, row));
            changed.computeIfAbsent(about.id(), any -> new TreeSet<>()).add(fact.kind());
            touched.add(touched(id, about, fact));
            if (earlier == null) {
                answers.add(new Recorded.Stored(id));
            } else {
                SubjectId was = merged.of(earlier.subject);
                changed.computeIfAbsent(was, any -> new TreeSet<>()).add(earlier.kind);
                touched.add(new FactsRecorded.Touched(
                        earlier.latest, was, earlier.kind, earlier.occurredAt, null, null, false));
                answers.add(new Recorded.Corrected(id, earlier.latest));
            }
        }
        insert(rows, now);
        if (!changed.isEmpty()) {
            events.publishEvent(new FactsRecorded(changed, touched, how.history()));
        }
        return answers;
    }

    /** A correction that says nothing, or repeats when the first version was known, came now: not before. */
    private static Instant knownFrom(NewFact fact, How how, @Nullable Versions earlier, Instant now) {
        Instant said = fact.knownFrom();
        if (earlier != null) {
            return said != null && said.isAfter(earlier.knownFrom) ? said : now;
        }
        return said != null ? said : how.since() == How.Since.OCCURRED ? fact.occurredAt() : now;
    }

    private static FactsRecorded.Touched touched(FactId id, Subject subject, NewFact fact) {
        BigDecimal latitude = degrees(fact.payload().get("latitude"));
        BigDecimal longitude = degrees(fact.payload().get("longitude"));
        boolean told = latitude != null && longitude != null;
        return new FactsRecorded.Touched(
                id,
                subject.id(),
                fact.kind(),
                fact.occurredAt(),
                told ? latitude : subject.latitude(),
                told ? longitude : subject.longitude(),
                true);
    }

    private static @Nullable BigDecimal degrees(@Nullable Object held) {
        return held instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private Optional<Recorded.Refused> problem(NewFact fact, @Nullable Subject subject, Instant endOfToday) {
        if (subject == null) {
            return refused("fact-subject-unknown", "subject", fact.subject().toString());
        }
        if (fact.source().isBlank() || fact.source().length() > SOURCE) {
            return refused("fact-part-too-long", "source", fact.source());
        }
        if (fact.reference().isBlank() || fact.reference().length() > REFERENCE) {
            return refused("fact-part-too-long", "reference", fact.reference());
        }
        if (fact.occurredAt().isAfter(endOfToday)) {
            return refused("fact-in-the-future", "occurredAt", fact.occurredAt().toString());
        }
        if (fact.occurredAt().isBefore(Instant.EPOCH.minusSeconds(70L * 365 * 86_400))) {
            return refused("fact-too-long-ago", "occurredAt", fact.occurredAt().toString());
        }
        Optional<Recorded.Refused> byKind = kinds.problem(fact);
        if (byKind.isPresent()) {
            return byKind;
        }
        boolean closed = subject.closedOn() != null
                && !clock.dayOf(fact.occurredAt()).isBefore(subject.closedOn())
                && !kinds.find(fact.kind()).orElseThrow().internal()
                && !Facts.isOwn(fact.source()); // a check that was under way when its site closed is still finished
        return closed ? refused("fact-subject-closed", "subject", fact.subject().toString()) : Optional.empty();
    }

    private static Optional<Recorded.Refused> refused(String code, String field, String value) {
        return Optional.of(new Recorded.Refused(code, field, value));
    }

    private Map<Identity, Versions> versions(List<NewFact> facts) {
        Map<String, Set<String>> references = facts.stream()
                .filter(each -> each.reference().length() <= REFERENCE)
                .collect(Collectors.groupingBy(
                        NewFact::source, Collectors.mapping(NewFact::reference, Collectors.toSet())));
        Map<Identity, Versions> versions = new HashMap<>();
        references.forEach((source, some) -> InLists.ask(some, piece -> {
            List<Object> parameters = new ArrayList<>(piece);
            parameters.add(source);
            batches.query(
                    "select id, subject_id, kind, occurred_at, known_from, reference, revision, content_sha from fact where reference in ("
                            + InLists.marks(piece.size()) + ") and source = ? order by reference, revision",
                    row -> {
                        Identity identity = new Identity(source, row.getString("reference"));
                        versions.put(
                                identity,
                                next(
                                        versions.get(identity),
                                        new FactId(row.getLong("id")),
                                        new SubjectId(row.getLong("subject_id")),
                                        row.getString("kind"),
                                        moment(row, "occurred_at"),
                                        moment(row, "known_from"),
                                        row.getInt("revision"),
                                        row.getString("content_sha")));
                    },
                    parameters.toArray());
            return List.of();
        }));
        return versions;
    }

    private static Versions next(@Nullable Versions earlier, Row row) {
        return next(
                earlier,
                new FactId(row.id),
                row.subject,
                row.fact.kind(),
                row.fact.occurredAt(),
                row.knownFrom,
                row.revision,
                row.content);
    }

    private static Versions next(
            @Nullable Versions earlier,
            FactId id,
            SubjectId subject,
            String kind,
            Instant occurredAt,
            Instant knownFrom,
            int revision,
            String content) {
        Map<String, FactId> contents = earlier == null ? new HashMap<>(2) : new HashMap<>(earlier.byContent);
        contents.put(content, id);
        return new Versions(contents, id, subject, kind, occurredAt, knownFrom, revision);
    }

    private void insert(List<Row> rows, Instant now) {
        LocalDateTime recorded = Stored.utc(now);
        batches.batchUpdate("""
                insert into fact (id, subject_id, kind, category, occurred_at, occurred_on, recorded_at, known_from,
                  source, reference, revision, content_sha, confidence, amount, payload, voids)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows, BATCH, (statement, row) -> {
            NewFact fact = row.fact;
            statement.setLong(1, row.id);
            statement.setLong(2, row.subject.value());
            statement.setString(3, fact.kind());
            statement.setString(4, fact.category());
            statement.setObject(5, Stored.utc(fact.occurredAt()));
            statement.setObject(6, clock.dayOf(fact.occurredAt()));
            statement.setObject(7, recorded);
            statement.setObject(8, Stored.utc(row.knownFrom));
            statement.setString(9, fact.source());
            statement.setString(10, fact.reference());
            statement.setInt(11, row.revision);
            statement.setString(12, row.content);
            statement.setBigDecimal(13, fact.confidence());
            statement.setBigDecimal(14, fact.amount());
            statement.setString(15, row.payload);
            statement.setObject(16, row.voids == null ? null : row.voids.value());
        });
    }

    @Override
    @Transactional
    public FactId voidFact(FactId id, String reason, String by) {
        return voidFacts(Set.of(id), reason, by).get(0);
    }

    @Override
    @Transactional
    public List<FactId> voidFacts(Set<FactId> ids, String reason, String by) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Fact> facts = find(ids);
        Set<FactId> unknown = new LinkedHashSet<>(ids);
        facts.forEach(each -> unknown.remove(each.id()));
        if (!unknown.isEmpty()) {
            throw new Refused(
                    "fact-unknown", String.valueOf(unknown.iterator().next().value()));
        }
        events.publishEvent(new FactsArriving(facts.stream().map(Fact::kind).collect(Collectors.toSet()), false));
        Merged merged =
                new Merged(subjects.lock(facts.stream().map(Fact::subject).collect(Collectors.toSet())));
        if (facts.stream().anyMatch(each -> each.kind().equals(VOIDED)) || anyVoid(ids)) {
            throw new Refused("fact-void-already");
        }
        Instant now = clock.now();
        List<FactId> voidings = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        Map<SubjectId, Set<String>> changed = new LinkedHashMap<>();
        List<FactsRecorded.Touched> touched = new ArrayList<>();
        for (Fact fact : facts) {
            FactId voiding = new FactId(Ids.next());
            voidings.add(voiding);
            rows.add(voiding(fact, voiding, reason.strip(), by, now));
            SubjectId about = merged.of(fact.subject());
            changed.computeIfAbsent(about, any -> new TreeSet<>()).add(fact.kind());
            touched.add(new FactsRecorded.Touched(fact.id(), about, fact.kind(), fact.occurredAt(), null, null, false));
            LOG.info("fact {} voided by fact {}", fact.id().value(), voiding.value());
        }
        batches.batchUpdate("""
                insert into fact (id, subject_id, kind, occurred_at, occurred_on, recorded_at, known_from, source,
                  reference, revision, content_sha, payload, voids, void_reason, recorded_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '{}', ?, ?, ?)
                """, rows);
        events.publishEvent(new FactsRecorded(changed, touched, false));
        return voidings;
    }

    private boolean anyVoid(Set<FactId> ids) {
        return jdbc.sql("select count(*) from fact where voids in (:ids)")
                        .param("ids", ids.stream().map(FactId::value).toList())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private Object[] voiding(Fact fact, FactId voiding, String reason, String by, Instant now) {
        LocalDateTime at = Stored.utc(now);
        long voided = fact.id().value();
        return new Object[] {
            voiding.value(),
            fact.subject().value(),
            VOIDED,
            at,
            clock.dayOf(now),
            at,
            at,
            OURSELVES,
            VOIDED + "/" + voided,
            Sha256.of(VOIDED + voided),
            voided,
            reason,
            by
        };
    }

    @Override
    public Map<SubjectId, List<Fact>> seen(
            Collection<SubjectId> about,
            Set<String> ofKinds,
            @Nullable LocalDate after,
            LocalDate asOf,
            Instant knownAt) {
        if (about.isEmpty() || ofKinds.isEmpty()) {
            return Map.of();
        }
        List<Long> ids =
                about.stream().map(SubjectId::value).distinct().sorted().toList();
        return InLists.ask(ids, some -> seenOf(some, ofKinds, after, asOf, knownAt)).stream()
                .collect(Collectors.groupingBy(Fact::subject));
    }

    private List<Fact> seenOf(
            List<Long> some, Set<String> ofKinds, @Nullable LocalDate after, LocalDate asOf, Instant knownAt) {
        LocalDateTime known = Stored.utc(knownAt);
        List<Object> within = new ArrayList<>(ofKinds);
        within.add(asOf);
        within.add(known);
        if (after != null) {
            within.add(after);
        }
        List<Object> parameters = new ArrayList<>();
        parameters.add(known);
        parameters.addAll(some);
        parameters.addAll(within);
        parameters.addAll(List.of(known, known));
        parameters.addAll(some);
        parameters.add(known);
        parameters.addAll(within);
        // the index is named because H2 would take its foreign key's, which knows no days and makes it read whole
        // histories
        String sql = """
                select %1$s, f.subject_id as about_id, null as voided_by
                from fact f use index (ix_fact_subject) left join fact later on later.voids = f.id and later.known_from <= ?
                where f.subject_id in (%2$s) and %3$s
                union all
                select %1$s, m.into_id as about_id, null as voided_by
                from subject_merge m join fact f use index (ix_fact_subject) on f.subject_id = m.subject_id
                  left join fact later on later.voids = f.id and later.known_from <= ?
                  left join subject_merge ended on ended.ends = m.id and ended.known_from <= ?
                where m.into_id in (%2$s) and m.ends is null and m.known_from <= ? and ended.id is null and %3$s
                order by about_id, occurred_at, id
                """.formatted(COLUMNS, InLists.marks(some.size()), """
                        f.kind in (%s) and f.occurred_on <= ? and f.known_from <= ? %s and later.id is null""".formatted(
                        InLists.marks(ofKinds.size()), after == null ? "" : "and f.occurred_on > ?"));
        return batches.query(sql, this::countedFact, parameters.toArray());
    }

    @Override
    public Map<SubjectId, List<Remembered>> remembered(
            Collection<SubjectId> about, Set<String> ofKinds, LocalDate until) {
        if (about.isEmpty() || ofKinds.isEmpty()) {
            return Map.of();
        }
        List<Long> ids =
                about.stream().map(SubjectId::value).distinct().sorted().toList();
        return InLists.ask(ids, some -> {
                    List<Object> within = new ArrayList<>(some);
                    within.addAll(ofKinds);
                    within.add(until);
                    List<Object> parameters = new ArrayList<>(within);
                    parameters.addAll(within);
                    return batches.query(
                            """
                            select %1$s, f.subject_id as about_id, null as voided_by,
                              later.id as later_id, later.known_from as later_known, later.recorded_at as later_recorded,
                              null as merge_id, null as merge_known, null as merge_recorded,
                              null as ended_id, null as ended_known, null as ended_recorded
                            from fact f left join fact later on later.voids = f.id
                            where f.subject_id in (%2$s) and f.kind in (%3$s) and f.occurred_on <= ?
                            union all
                            select %1$s, m.into_id as about_id, null as voided_by,
                              later.id as later_id, later.known_from as later_known, later.recorded_at as later_recorded,
                              m.id as merge_id, m.known_from as merge_known, m.recorded_at as merge_recorded,
                              ended.id as ended_id, ended.known_from as ended_known, ended.recorded_at as ended_recorded
                            from subject_merge m join fact f on f.subject_id = m.subject_id
                              left join fact later on later.voids = f.id left join subject_merge ended on ended.ends = m.id
                            where m.into_id in (%2$s) and m.ends is null and f.kind in (%3$s) and f.occurred_on <= ?
                            order by about_id, occurred_at, id
                            """.formatted(COLUMNS, InLists.marks(some.size()), InLists.marks(ofKinds.size())),
                            this::remembered,
                            parameters.toArray());
                })
                .stream()
                .collect(Collectors.groupingBy(each -> each.fact().subject()));
    }

    private Remembered remembered(ResultSet row, int number) throws SQLException {
        Fact fact = countedFact(row, number);
        List<Remembered.Known> since = new ArrayList<>();
        since.add(new Remembered.Known(fact.id().value(), fact.knownFrom(), fact.recordedAt()));
        known(row, "merge", since);
        List<Remembered.Known> until = new ArrayList<>();
        known(row, "later", until);
        known(row, "ended", until);
        return new Remembered(fact, since, until);
    }

    private static void known(ResultSet row, String of, List<Remembered.Known> all) throws SQLException {
        long id = row.getLong(of + "_id");
        if (!row.wasNull()) {
            all.add(new Remembered.Known(id, moment(row, of + "_known"), moment(row, of + "_recorded")));
        }
    }

    @Override
    public List<Fact> find(Collection<FactId> ids) {
        List<Long> values = ids.stream().map(FactId::value).distinct().toList();
        return InLists.ask(
                values,
                some -> batches.query(
                        "select " + COLUMNS + VOIDED_BY + " from fact f where f.id in (" + InLists.marks(some.size())
                                + ") order by f.occurred_at, f.id",
                        this::fact,
                        some.toArray()));
    }

    @Override
    public List<Fact> timeline(SubjectId subject, int from, int size) {
        return jdbc.sql("select " + COLUMNS + VOIDED_BY + """
                         from fact f where (f.subject_id = :subject or f.subject_id in (select m.id from subject m where m.merged_into = :subject))
                          and f.kind <> :voided
                        order by f.occurred_on desc, f.occurred_at desc, f.id desc limit :size offset :start
                        """)
                .param("subject", subject.value())
                .param("voided", VOIDED)
                .param("size", size)
                .param("start", from)
                .query(this::fact)
                .list();
    }

    @Override
    public Map<String, Long> numbers(SubjectId subject) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        jdbc.sql("""
                        select f.kind, count(*) as facts from fact f left join fact later on later.voids = f.id
                        where f.subject_id = :subject and f.kind <> :voided and later.id is null
                        group by f.kind order by count(*) desc, f.kind
                        """).param("subject", subject.value()).param("voided", VOIDED).query(row -> {
            numbers.put(row.getString("kind"), row.getLong("facts"));
        });
        return numbers;
    }

    @Override
    public Map<FactId, Voiding> voidings(Collection<FactId> ids) {
        List<Long> values = ids.stream().map(FactId::value).distinct().toList();
        Map<FactId, Voiding> voidings = new HashMap<>();
        InLists.ask(values, some -> {
            batches.query(
                    "select id, kind, voids, void_reason, recorded_by, recorded_at from fact where voids in ("
                            + InLists.marks(some.size()) + ") order by id",
                    row -> {
                        voidings.putIfAbsent(
                                new FactId(row.getLong("voids")),
                                new Voiding(
                                        new FactId(row.getLong("id")),
                                        !row.getString("kind").equals(VOIDED),
                                        row.getString("void_reason"),
                                        row.getString("recorded_by"),
                                        moment(row, "recorded_at")));
                    },
                    some.toArray());
            return List.of();
        });
        return voidings;
    }

    Fact fact(ResultSet row, int number) throws SQLException {
        return fact(row, "subject_id");
    }

    /** With the subject for which it counts. */
    private Fact countedFact(ResultSet row, int number) throws SQLException {
        return fact(row, "about_id");
    }

    private Fact fact(ResultSet row, String subject) throws SQLException {
        long voids = row.getLong("voids");
        boolean voidsNone = row.wasNull();
        long voidedBy = row.getLong("voided_by");
        boolean valid = row.wasNull();
        return new Fact(
                new FactId(row.getLong("id")),
                new SubjectId(row.getLong(subject)),
                row.getString("kind"),
                row.getString("category"),
                moment(row, "occurred_at"),
                row.getObject("occurred_on", LocalDate.class),
                moment(row, "recorded_at"),
                moment(row, "known_from"),
                row.getString("source"),
                row.getString("reference"),
                plain(row.getBigDecimal("confidence")),
                plain(row.getBigDecimal("amount")),
                read(row.getString("payload")),
                voidsNone ? null : new FactId(voids),
                valid ? null : new FactId(voidedBy));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Stored.instant(Objects.requireNonNull(row.getObject(column, LocalDateTime.class)));
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal stored) {
        if (stored == null) {
            return null;
        }
        BigDecimal stripped =
                stored.setScale(AMOUNT_SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String content(NewFact fact, String payload) {
        return Sha256.of(String.join(
                "\n",
                fact.subject().toString(),
                fact.kind(),
                String.valueOf(fact.category()),
                Stored.utc(fact.occurredAt()).toString(),
                String.valueOf(plain(fact.confidence())),
                String.valueOf(plain(fact.amount())),
                payload));
    }

    private String write(Map<String, Object> payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("a payload holds JSON values only", notJson);
        }
    }

    private Map<String, Object> read(String payload) {
        try {
            return json.readValue(payload, PAYLOAD);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored payload is no JSON", broken);
        }
    }
}
