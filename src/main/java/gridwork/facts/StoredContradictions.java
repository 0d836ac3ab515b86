package gridwork.facts;

import gridwork.platform.StreetClock;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whether facts contradict each other depends on which fields count and not on spelling, so it is told here and not in SQL.
 * The list is kept as facts come, only for subjects of which several sources tell, so that a page of it asks for no more
 * than it shows.
 */
@Repository
class StoredContradictions implements Contradictions {
    private static final Comparator<Fact> COUNTS_FIRST = Comparator.comparing(Fact::occurredOn)
            .thenComparing(each -> each.id().value())
            .reversed();

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Facts facts;
    private final Subjects subjects;
    private final StreetClock clock;
    private final Map<String, FactKind> kinds;

    StoredContradictions(
            JdbcClient jdbc, JdbcTemplate batches, Facts facts, Subjects subjects, FactKinds kinds, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.facts = facts;
        this.subjects = subjects;
        this.clock = clock;
        this.kinds = kinds.all().stream()
                .filter(each -> each.state() != null)
                .collect(Collectors.toMap(FactKind::id, each -> each));
    }

    private record Period(SubjectId subject, String kind, LocalDate begins) {}

    @Override
    public List<Contradiction> of(Subject subject) {
        Set<String> asked = kinds.values().stream()
                .filter(each -> each.fits(subject.ref().kind()))
                .map(FactKind::id)
                .collect(Collectors.toSet());
        return told(
                facts.seen(List.of(subject.id()), asked, null, clock.today(), clock.now()),
                Map.of(subject.id(), subject));
    }

    @Override
    public Page page(@Nullable String text, Reach reach, int from, int size) {
        Map<String, Object> parameters = new HashMap<>();
        String where = " from contradiction c join subject a on a.id = c.subject_id"
                + " where a.id in (select id from subject where " + reach.ofSubjects(parameters) + ")";
        if (text != null && !text.isBlank()) {
            where += " and (lower(a.code) like :part escape '!' or lower(a.name) like :part escape '!')";
            parameters.put("part", "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
        List<Period> page = jdbc.sql("select c.subject_id, c.kind, c.begins" + where
                        + " order by c.begins desc, a.code, c.subject_id, c.kind limit :size offset :from")
                .params(parameters)
                .param("size", size)
                .param("from", from)
                .query(StoredContradictions::period)
                .list();
        Long total = jdbc.sql("select count(*)" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        Set<SubjectId> about = page.stream().map(Period::subject).collect(Collectors.toSet());
        return new Page(
                told(facts.seen(about, kinds.keySet(), null, clock.today(), clock.now()), subjects.find(about)).stream()
                        .filter(each -> page.contains(
                                new Period(each.subject().id(), each.kind().id(), each.from())))
                        .toList(),
                total);
    }

    // --- the list is kept as facts come

    @EventListener
    void recorded(FactsRecorded recorded) {
        Map<FactId, SubjectId> states = new HashMap<>();
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (FactsRecorded.Touched each : recorded.touched()) {
            if (kinds.containsKey(each.kind())) {
                states.put(each.id(), each.subject());
                LocalDate day = clock.dayOf(each.occurredAt());
                first = day.isBefore(first) ? day : first;
                last = day.isAfter(last) ? day : last;
            }
        }
        if (!states.isEmpty()) {
            LocalDate since = first.withDayOfMonth(1);
            Set<SubjectId> about = new HashSet<>(states.values());
            Set<SubjectId> doubtful = listed(about);
            doubtful.addAll(withOthers(about));
            for (FactId each : toldByOthers(states.keySet(), since, last.with(TemporalAdjusters.lastDayOfMonth()))) {
                doubtful.add(Objects.requireNonNull(states.get(each)));
            }
            list(doubtful, since);
        }
    }

    @EventListener
    void changed(RegisterChanged change) {
        if (change.act() == RegisterChange.Act.MERGED || change.act() == RegisterChange.Act.PARTED) {
            list(Set.of(change.subject()), null);
        }
    }

    /** Of these facts those to whose subject another source told the same kind in that time. */
    private List<FactId> toldByOthers(Set<FactId> ids, LocalDate first, LocalDate last) {
        return InLists.ask(
                ids.stream().map(FactId::value).toList(),
                some -> jdbc.sql("""
                        select distinct n.id from fact n join fact o
                          on o.subject_id = n.subject_id and o.kind = n.kind and o.source <> n.source
                          and o.occurred_on between :first and :last
                        where n.id in (:ids)
                        """)
                        .param("ids", some)
                        .param("first", first)
                        .param("last", last)
                        .query((row, number) -> new FactId(row.getLong(1)))
                        .list());
    }

    private Set<SubjectId> listed(Set<SubjectId> about) {
        return among("select distinct subject_id from contradiction where subject_id in (:ids)", about);
    }

    /** Those for which the facts of others count. */
    private Set<SubjectId> withOthers(Set<SubjectId> about) {
        return among("select distinct merged_into from subject where merged_into in (:ids)", about);
    }

    private Set<SubjectId> among(String sql, Set<SubjectId> about) {
        return new HashSet<>(InLists.ask(
                about.stream().map(SubjectId::value).toList(),
                some -> jdbc.sql(sql)
                        .param("ids", some)
                        .query((row, number) -> new SubjectId(row.getLong(1)))
                        .list()));
    }

    /** Lists what contradicts itself about some subjects in the periods from a day on (null = ever), and no other. */
    void list(Set<SubjectId> about, @Nullable LocalDate since) {
        if (about.isEmpty()) {
            return;
        }
        LocalDate after = since == null ? null : since.minusDays(1);
        Map<SubjectId, Subject> entries = subjects.find(about);
        Set<Period> found = told(facts.seen(about, kinds.keySet(), after, clock.today(), clock.now()), entries).stream()
                .map(each -> new Period(each.subject().id(), each.kind().id(), each.from()))
                .collect(Collectors.toSet());
        Set<Period> listed = new HashSet<>(InLists.ask(
                about.stream().map(SubjectId::value).toList(),
                some -> jdbc.sql("select subject_id, kind, begins from contradiction where subject_id in (:ids)")
                        .param("ids", some)
                        .query(StoredContradictions::period)
                        .list()));
        if (since != null) {
            listed.removeIf(each -> each.begins.isBefore(since));
        }
        write(
                "insert into contradiction (subject_id, kind, begins) values (?, ?, ?)",
                found.stream().filter(each -> !listed.contains(each)));
        write(
                "delete from contradiction where subject_id = ? and kind = ? and begins = ?",
                listed.stream().filter(each -> !found.contains(each)));
    }

    private void write(String sql, Stream<Period> periods) {
        batches.batchUpdate(
                sql,
                periods.map(each -> new Object[] {each.subject.value(), each.kind, each.begins})
                        .toList());
    }

    private static Period period(ResultSet row, int number) throws SQLException {
        return new Period(
                new SubjectId(row.getLong("subject_id")),
                row.getString("kind"),
                row.getObject("begins", LocalDate.class));
    }

    private static LocalDate begin(FactKind.State.Per per, LocalDate day) {
        return per == FactKind.State.Per.DAY ? day : day.withDayOfMonth(1);
    }

    private List<Contradiction> told(Map<SubjectId, List<Fact>> seen, Map<SubjectId, Subject> about) {
        List<Contradiction> all = new ArrayList<>();
        seen.forEach((id, its) -> {
            Map<Period, List<Fact>> periods = new LinkedHashMap<>();
            for (Fact each : its) {
                FactKind.State state = Objects.requireNonNull(
                        Objects.requireNonNull(kinds.get(each.kind())).state());
                periods.computeIfAbsent(
                                new Period(id, each.kind(), begin(state.per(), each.occurredOn())),
                                any -> new ArrayList<>())
                        .add(each);
            }
            periods.forEach((period, some) -> {
                FactKind kind = Objects.requireNonNull(kinds.get(period.kind));
                for (FactKind.Field field : Objects.requireNonNull(kind.state()).of()) {
                    List<Fact> saying = latestOfEachSource(some, field.name());
                    if (saying.stream()
                                    .map(each -> said(each, field.name()))
                                    .distinct()
                                    .count()
                            > 1) {
                        all.add(new Contradiction(
                                Objects.requireNonNull(about.get(id)), kind, field, period.begins, saying));
                    }
                }
            });
        });
        all.sort(Comparator.comparing(Contradiction::from)
                .reversed()
                .thenComparing(each -> each.subject().ref().code())
                .thenComparing(each -> each.kind().id())
                .thenComparing(each -> each.field().name()));
        return all;
    }

    /** A source that says something else later has changed its mind: that is no contradiction. */
    private static List<Fact> latestOfEachSource(List<Fact> some, String field) {
        Map<String, Fact> latest = new LinkedHashMap<>();
        some.stream()
                .filter(each -> said(each, field) != null)
                .sorted(COUNTS_FIRST)
                .forEach(each -> latest.putIfAbsent(each.source(), each));
        return List.copyOf(latest.values());
    }

    /** What a fact says, as far as its meaning goes: neither order nor spelling. Null = nothing. */
    private static @Nullable Object said(Fact fact, String field) {
        Object held = held(fact, field);
        if (held instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (held instanceof Collection<?> many) {
            return many.stream().map(StoredContradictions::folded).collect(Collectors.toCollection(TreeSet::new));
        }
        return held == null ? null : folded(held);
    }

    static @Nullable Object held(Fact fact, String field) {
        return switch (field) {
            case "amount" -> fact.amount();
            case "category" -> fact.category();
            default -> fact.payload().get(field);
        };
    }

    private static String folded(@Nullable Object text) {
        return Normalizer.normalize(String.valueOf(text), Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]+", "")
                .toLowerCase(Locale.ROOT);
    }
}
