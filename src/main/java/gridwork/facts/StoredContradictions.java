package gridwork.facts;

import gridwork.platform.StreetClock;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The database finds where several sources tell different things of one period; what of it is a contradiction is told here,
 * where it is known which fields count and that spelling does not. Two queries for the list, whatever its length.
 */
@Repository
class StoredContradictions implements Contradictions {
    /** Periods that are looked at; who has more of them to settle settles these first. */
    private static final int MOST = 1_000;

    private static final Comparator<Fact> COUNTS_FIRST = Comparator.comparing(Fact::occurredOn)
            .thenComparing(each -> each.id().value())
            .reversed();

    private final JdbcClient jdbc;
    private final Facts facts;
    private final Subjects subjects;
    private final StreetClock clock;
    private final Map<String, FactKind> kinds;

    StoredContradictions(JdbcClient jdbc, Facts facts, Subjects subjects, FactKinds kinds, StreetClock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.subjects = subjects;
        this.clock = clock;
        this.kinds = kinds.all().stream()
                .filter(each -> each.state() != null)
                .collect(Collectors.toMap(FactKind::id, each -> each));
    }

    private record Period(SubjectId subject, String kind, LocalDate from) {}

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
        Set<Period> suspected = new java.util.HashSet<>();
        for (FactKind.State.Per per : FactKind.State.Per.values()) {
            suspected.addAll(suspected(per, text, reach));
        }
        Set<SubjectId> about = suspected.stream().map(Period::subject).collect(Collectors.toSet());
        List<Contradiction> all =
                told(facts.seen(about, kinds.keySet(), null, clock.today(), clock.now()), subjects.find(about)).stream()
                        .filter(each -> suspected.contains(
                                new Period(each.subject().id(), each.kind().id(), each.from())))
                        .toList();
        int start = Math.min(from, all.size());
        return new Page(all.subList(start, Math.min(all.size(), start + size)), all.size());
    }

    private List<Period> suspected(FactKind.State.Per per, @Nullable String text, Reach reach) {
        Set<String> asked = new TreeSet<>();
        kinds.values().forEach(each -> {
            if (Objects.requireNonNull(each.state()).per() == per) {
                asked.add(each.id());
            }
        });
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<String, Object> parameters = new HashMap<>();
        String within = "id in (select id from subject where " + reach.ofSubjects(parameters) + ")";
        if (text != null && !text.isBlank()) {
            within += " and (lower(a.code) like :part escape '!' or lower(a.name) like :part escape '!')";
            parameters.put("part", "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
        String period = per == FactKind.State.Per.DAY
                ? "f.occurred_on"
                : "extract(year from f.occurred_on), extract(month from f.occurred_on)";
        return jdbc.sql("""
                        select a.id, f.kind, min(f.occurred_on) as first
                        from fact f join subject told on told.id = f.subject_id
                          join subject a on a.id = coalesce(told.merged_into, told.id)
                          left join fact later on later.voids = f.id
                        where f.kind in (:kinds) and later.id is null and a.%s
                        group by a.id, f.kind, %s
                        having count(distinct f.source) > 1
                          and (count(distinct f.amount) > 1 or count(distinct f.category) > 1 or count(distinct f.payload) > 1)
                        order by first desc, a.id limit :most
                        """.formatted(within, period))
                .params(parameters)
                .param("kinds", asked)
                .param("most", MOST)
                .query((row, number) -> new Period(
                        new SubjectId(row.getLong("id")),
                        row.getString("kind"),
                        begin(per, row.getObject("first", LocalDate.class))))
                .list();
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
                                Objects.requireNonNull(about.get(id)), kind, field, period.from, saying));
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
