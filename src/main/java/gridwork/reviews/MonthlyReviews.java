package gridwork.reviews;

import gridwork.decisions.Decisions;
import gridwork.facts.Fact;
import gridwork.facts.FactCounts;
import gridwork.facts.FactId;
import gridwork.facts.FactSelection;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.printing.Printing;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.rules.RowHit;
import gridwork.street.Area;
import gridwork.street.Areas;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class MonthlyReviews implements Reviews {
    private static final int MONTHS = 12;
    private static final int AT_ONCE = 500;
    private static final FactCounts.Page NOTHING = new FactCounts.Page(List.of(), 0);
    private final Catalogue catalogue;
    private final Subjects subjects;
    private final Facts facts;
    private final FactCounts counts;
    private final Decisions decisions;
    private final Areas areas;
    private final Printing printing;
    private final ReviewPrint print;
    private final StreetClock clock;

    MonthlyReviews(
            Catalogue catalogue,
            Subjects subjects,
            Facts facts,
            FactCounts counts,
            Decisions decisions,
            Areas areas,
            Printing printing,
            ReviewPrint print,
            StreetClock clock) {
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.facts = facts;
        this.counts = counts;
        this.decisions = decisions;
        this.areas = areas;
        this.printing = printing;
        this.print = print;
        this.clock = clock;
    }

    /** The open subjects of a day and what the rules say of each. */
    private record Day(LocalDate day, Map<SubjectId, Evaluation> evaluations) {
        Map<String, Long> results() {
            Map<String, Long> results = new TreeMap<>();
            evaluations.values().forEach(each -> results.merge(each.result(), 1L, Long::sum));
            return results;
        }

        List<SubjectId> of(String result) {
            return evaluations.entrySet().stream()
                    .filter(each -> each.getValue().result().equals(result))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Review of(YearMonth month, Instant knownAt) {
        LocalDate asOf = asOf(month);
        YearMonth last = month.minusMonths(1);
        Release release = decisions.release(asOf);
        List<Review.MonthEnd> course = new ArrayList<>();
        for (int back = MONTHS - 1; back > 0; back--) {
            Day day = day(month.minusMonths(back).atEndOfMonth(), knownAt);
            course.add(new Review.MonthEnd(day.day(), day.results()));
        }
        Review.MonthEnd before = course.get(course.size() - 1);
        Day day = day(asOf, knownAt);
        var now = new Review.MonthEnd(asOf, day.results());
        course.add(now);
        Counted factsNow = count(month, asOf, knownAt);
        Counted factsBefore = count(last, last.atEndOfMonth(), knownAt);
        return new Review(
                month,
                asOf,
                last.atEndOfMonth(),
                asOf.isBefore(month.atEndOfMonth()),
                knownAt,
                release.number(),
                release.ruleSet(catalogue.ruleSet()).palette(),
                catalogue.figures().stream()
                        .map(each -> each.left() == null
                                ? value(each, now, before, factsNow, factsBefore)
                                : left(each, each.left(), now.day(), before.day(), knownAt))
                        .toList(),
                kinds(factsNow.of(catalogue.subject()), factsBefore.of(catalogue.subject())),
                course,
                listed(day, knownAt));
    }

    private LocalDate asOf(YearMonth month) {
        LocalDate today = clock.today();
        if (month.isAfter(YearMonth.from(today))) {
            throw new Refused("review-month-future", month);
        }
        LocalDate end = month.atEndOfMonth();
        return end.isAfter(today) ? today : end;
    }

    private Day day(LocalDate day, Instant knownAt) {
        List<SubjectId> open = subjects.open(catalogue.subject(), day, knownAt);
        return new Day(day, decisions.evaluate(catalogue.ruleSet(), open, day, knownAt));
    }

    /**
     * The facts of a month, by the kind of subject; one query for each.
     *
     * @param own whether this program was there to record what only it records
     */
    private record Counted(Map<String, List<FactCounts.Count>> all, boolean own) {
        List<FactCounts.Count> of(String subject) {
            return all.getOrDefault(subject, List.of());
        }
    }

    private Counted count(YearMonth month, LocalDate until, Instant knownAt) {
        Map<String, List<FactCounts.Count>> all = new TreeMap<>();
        catalogue
                .factKinds()
                .forEach((subject, kinds) ->
                        all.put(subject, counts.count(subject, kinds, month.atDay(1), until, knownAt)));
        return new Counted(
                all,
                counts.begun()
                        .filter(each -> !clock.dayOf(each).isAfter(month.atEndOfMonth()))
                        .isPresent());
    }

    private Review.Value value(
            Figure figure, Review.MonthEnd now, Review.MonthEnd before, Counted factsNow, Counted factsBefore) {
        Figure.Share share = figure.share();
        if (share == null) {
            return new Review.Value(
                    figure,
                    number(figure, now, factsNow),
                    number(figure, before, factsBefore),
                    null,
                    null,
                    kept(figure, factsNow, factsBefore));
        }
        Figure of = catalogue.figure(share.of());
        Figure in = catalogue.figure(share.in());
        return new Review.Value(
                figure,
                number(of, now, factsNow),
                number(of, before, factsBefore),
                number(in, now, factsNow),
                number(in, before, factsBefore));
    }

    private static Review.Kept kept(Figure figure, Counted now, Counted before) {
        Figure.FactsOf of = figure.facts();
        if (of == null || !of.own() || before.own()) {
            return Review.Kept.BOTH;
        }
        return now.own() ? Review.Kept.NOW : Review.Kept.NEITHER;
    }

    private Review.Value left(Figure figure, Figure.Left of, LocalDate now, LocalDate before, Instant knownAt) {
        return new Review.Value(
                figure, left(of, now, knownAt).size(), left(of, before, knownAt).size(), null, null);
    }

    /** What began it, the latest first. */
    private List<Fact> left(Figure.Left of, LocalDate day, Instant knownAt) {
        Set<Object> ended = all(of.kind(), of.ended(), of.days(), day, knownAt).stream()
                .map(each -> each.payload().get(of.by()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return all(of.kind(), of.begun(), of.days(), day, knownAt).stream()
                .filter(each -> !ended.contains(each.payload().get(of.by())))
                .toList();
    }

    private List<Fact> all(String kind, Set<String> categories, int days, LocalDate day, Instant knownAt) {
        var selection =
                new FactSelection(catalogue.subject(), kind, categories, false, day.minusDays(days), day, knownAt);
        List<Fact> all = new ArrayList<>();
        FactCounts.Page page = counts.page(selection, 0, AT_ONCE);
        while (!page.facts().isEmpty()) {
            all.addAll(page.facts());
            page = all.size() < page.total() ? counts.page(selection, all.size(), AT_ONCE) : NOTHING;
        }
        return all;
    }

    private long number(Figure figure, Review.MonthEnd day, Counted counted) {
        if (figure.open()) {
            return day.total();
        }
        if (figure.result() != null) {
            return day.count(figure.result());
        }
        Figure.FactsOf of = Objects.requireNonNull(figure.facts(), figure.number());
        return counted.of(catalogue.subject(of)).stream()
                .filter(each -> each.kind().equals(of.kind()))
                .filter(each -> of.categories().isEmpty() || of.categories().contains(each.category()))
                .filter(each -> !of.withAmount() || each.withAmount())
                .mapToLong(FactCounts.Count::number)
                .sum();
    }

    private List<Review.KindCount> kinds(List<FactCounts.Count> now, List<FactCounts.Count> before) {
        String kind = Objects.requireNonNull(
                        catalogue.figure(catalogue.byKind()).facts())
                .kind();
        Map<@Nullable String, long[]> found = new HashMap<>();
        add(found, kind, now, 0);
        add(found, kind, before, 1);
        return found.entrySet().stream()
                .map(each -> new Review.KindCount(each.getKey(), each.getValue()[0], each.getValue()[1]))
                .sorted(Comparator.comparingLong(Review.KindCount::now)
                        .thenComparingLong(Review.KindCount::before)
                        .reversed()
                        .thenComparing(each -> String.valueOf(each.category())))
                .toList();
    }

    private static void add(
            Map<@Nullable String, long[]> found, String kind, List<FactCounts.Count> counted, int column) {
        for (FactCounts.Count each : counted) {
            if (each.kind().equals(kind)) {
                found.computeIfAbsent(each.category(), any -> new long[2])[column] += each.number();
            }
        }
    }

    private List<Review.Listed> listed(Day day, Instant knownAt) {
        List<SubjectId> ids = day.of(catalogue.listed().result());
        Map<SubjectId, Subject> found = subjects.find(ids, knownAt);
        Set<FactId> counted = new HashSet<>();
        for (SubjectId each : ids) {
            evaluation(day, each).facts().forEach(fact -> counted.add(new FactId(fact)));
        }
        Map<FactId, Fact> behind =
                facts.find(counted).stream().collect(Collectors.toMap(Fact::id, Function.identity()));
        Map<String, String> places = new HashMap<>();
        for (Area each : areas.all()) {
            places.put(each.id().value(), each.name());
        }
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(each -> each.ref().code()))
                .map(each -> listed(each, evaluation(day, each.id()), behind, places))
                .toList();
    }

    private static Evaluation evaluation(Day day, SubjectId id) {
        return Objects.requireNonNull(day.evaluations().get(id));
    }

    private static Review.Listed listed(
            Subject subject, Evaluation evaluation, Map<FactId, Fact> facts, Map<String, String> places) {
        List<RowHit> rows = evaluation.rows();
        String decision = rows.isEmpty() ? "" : rows.get(rows.size() - 1).decision();
        return new Review.Listed(
                subject,
                subject.area() == null ? null : places.get(subject.area().value()),
                rows.stream().filter(each -> each.decision().equals(decision)).toList(),
                evaluation.facts().stream()
                        .map(each -> facts.get(new FactId(each)))
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Fact::occurredAt)
                                .thenComparing(each -> each.id().value())
                                .reversed())
                        .toList());
    }

    @Override
    public Records records(YearMonth month, String number, Instant knownAt, int from, int size) {
        LocalDate asOf = asOf(month);
        Figure figure = catalogue.figure(number);
        Figure counted = figure.share() == null
                ? figure
                : catalogue.figure(figure.share().of());
        Figure.Left left = counted.left();
        if (left != null) {
            List<Fact> all = left(left, asOf, knownAt);
            return new Records(
                    figure,
                    records(all.subList(Math.min(from, all.size()), Math.min(all.size(), from + size))),
                    all.size());
        }
        Figure.FactsOf of = counted.facts();
        if (of != null) {
            FactCounts.Page page = counts.page(
                    new FactSelection(
                            catalogue.subject(of),
                            of.kind(),
                            of.categories(),
                            of.withAmount(),
                            month.atDay(1),
                            asOf,
                            knownAt),
                    from,
                    size);
            return new Records(figure, records(page.facts()), page.total());
        }
        List<SubjectId> ids = counted.result() == null
                ? subjects.open(catalogue.subject(), asOf, knownAt)
                : day(asOf, knownAt).of(counted.result());
        Map<SubjectId, Subject> found =
                subjects.find(ids.subList(Math.min(from, ids.size()), Math.min(ids.size(), from + size)), knownAt);
        return new Records(
                figure,
                found.values().stream()
                        .sorted(Comparator.comparing(each -> each.ref().code()))
                        .map(each -> new Record(each, null))
                        .toList(),
                ids.size());
    }

    private List<Record> records(List<Fact> some) {
        Map<SubjectId, Subject> about =
                subjects.find(some.stream().map(Fact::subject).distinct().toList());
        return some.stream()
                .map(each -> new Record(Objects.requireNonNull(about.get(each.subject())), each))
                .toList();
    }

    @Override
    public Optional<YearMonth> first() {
        return counts.first(catalogue.subject()).map(YearMonth::from);
    }

    @Override
    public byte[] pdf(Review review, Locale locale) {
        return printing.pdf("monthly-review", print.data(review, locale), locale);
    }

    @Override
    public Map<String, @Nullable Object> json(Review review) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("month", review.month().toString());
        all.put("asOf", review.asOf().toString());
        all.put("comparedWith", review.before().toString());
        all.put("running", review.running());
        all.put("knownAt", review.knownAt().toString());
        all.put("release", review.release());
        all.put("figures", review.figures().stream().map(MonthlyReviews::json).toList());
        all.put(
                "kinds",
                review.kinds().stream()
                        .map(each -> {
                            Map<String, @Nullable Object> kind = new LinkedHashMap<>();
                            kind.put("category", each.category());
                            kind.put("now", each.now());
                            kind.put("before", each.before());
                            return kind;
                        })
                        .toList());
        all.put(
                "course",
                review.course().stream()
                        .map(each -> Map.of("day", each.day().toString(), "results", each.results()))
                        .toList());
        all.put("listed", review.listed().stream().map(MonthlyReviews::json).toList());
        return all;
    }

    private static Map<String, @Nullable Object> json(Review.Value value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("number", value.figure().number());
        all.put("name", value.figure().name());
        all.put("unit", value.figure().unit());
        all.put("definition", value.figure().definition());
        all.put("now", value.kept() == Review.Kept.NEITHER ? null : value.now());
        all.put("before", value.kept() == Review.Kept.BOTH ? value.before() : null);
        if (value.nowIn() != null) {
            all.put("nowIn", value.nowIn());
            all.put("beforeIn", value.beforeIn());
        }
        return all;
    }

    private static Map<String, @Nullable Object> json(Review.Listed listed) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("subject", listed.subject().ref().toString());
        all.put("name", listed.subject().name());
        all.put("rows", listed.rows().stream().map(RowHit::id).toList());
        all.put(
                "facts",
                listed.facts().stream()
                        .map(each -> String.valueOf(each.id().value()))
                        .toList());
        return all;
    }
}
