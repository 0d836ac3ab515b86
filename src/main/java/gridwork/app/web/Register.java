package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.decisions.StandingItem;
import gridwork.facts.Subject;
import gridwork.facts.SubjectFilter;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectPage;
import gridwork.facts.SubjectSelection;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.TableFile;
import gridwork.rules.Grade;
import gridwork.rules.Item;
import gridwork.rules.RuleSet;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Subjects with the colour they stand at, for lists: a fixed number of queries a page, whatever its length. */
@Component
@ConditionalOnWebApplication
class Register {
    private static final int CHUNK = 500;
    private static final SubjectSelection NOBODY = parameters -> "1 = 0";
    private final Subjects subjects;
    private final Decisions decisions;
    private final Colours colours;
    private final Areas areas;
    private final List<String> kinds;

    Register(
            Subjects subjects,
            Decisions decisions,
            Colours colours,
            Areas areas,
            @Value("${gridwork.subject-kinds}") List<String> kinds) {
        this.subjects = subjects;
        this.decisions = decisions;
        this.colours = colours;
        this.areas = areas;
        this.kinds = kinds;
    }

    /**
     * @param place the names of the areas it lies in, the larger first; empty where nobody knows
     * @param held what holds of it, where several answers may
     * @param grade null where no rule set gives one, or it was not decided yet
     * @param headline the number beside the grade, e.g. a score
     * @param into the subject that it is merged into; null = it is itself
     * @param freshness {@code label} or {@code withhold}; null = the facts are new enough
     */
    record Row(
            Subject subject,
            String place,
            @Nullable Grade grade,
            @Nullable LocalDate since,
            @Nullable BigDecimal headline,
            @Nullable String freshness,
            List<Held> held,
            @Nullable Subject into) {
        public String link() {
            return Links.to(subject.ref());
        }

        List<String> cells(Locale locale, TableFile.Shape shape) {
            return Stream.of(
                            subject.ref().kind(),
                            subject.ref().code(),
                            subject.name(),
                            subject.address(),
                            place,
                            grade == null
                                    ? null
                                    : Stream.concat(
                                                    Stream.of(grade.label()),
                                                    held.stream()
                                                            .filter(each -> each.doubt() == null)
                                                            .map(Held::label))
                                            .map(each -> each.in(locale))
                                            .collect(Collectors.joining(" · ")),
                            headline,
                            since,
                            subject.openedOn(),
                            subject.closedOn(),
                            into == null ? null : into.ref().code())
                    .map(cell -> cell == null ? "" : cell.toString())
                    .map(shape::harmless)
                    .toList();
        }
    }

    /**
     * An answer that holds, e.g. a warning, as it is shown.
     *
     * @param doubt why nobody can say now whether it still does, in a word; null = it does
     */
    record Held(
            String id, Label label, String tone, @Nullable String doubt) {}

    /**
     * @param palette the colours of the kind; empty where it has none
     * @param items what may hold beside each other; empty where there is one answer
     * @param others the other rule sets that say how subjects of the kind stand
     */
    record Shown(List<Row> rows, long total, List<Grade> palette, List<Item> items, List<RuleSet> others) {}

    /** Those of which a reader may see subjects somewhere. */
    List<String> kinds(Reach reach) {
        return kinds.stream().filter(reach::touches).toList();
    }

    Shown page(Asked asked, Reach reach) {
        return page(asked, reach, asked.from(), Asked.ROWS);
    }

    Shown page(Asked asked, Reach reach, int from, int size) {
        Optional<RuleSet> ruleSet = ruleSet(asked);
        SubjectPage page = subjects.page(filter(asked, ruleSet, reach, from, size));
        return new Shown(
                rows(page.subjects()),
                page.total(),
                ruleSet.map(RuleSet::palette).orElse(List.of()),
                ruleSet.map(set -> set.items().stream()
                                .filter(each -> each.subjectKind().equals(asked.kind()))
                                .toList())
                        .orElse(List.of()),
                asked.kind() == null ? List.of() : others(asked.kind()));
    }

    /** How many are asked for. */
    long count(Asked asked, Reach reach) {
        return subjects.count(filter(asked, ruleSet(asked), reach, 0, 0));
    }

    private Optional<RuleSet> ruleSet(Asked asked) {
        return Optional.ofNullable(asked.kind()).flatMap(colours::ruleSetOf);
    }

    private SubjectFilter filter(Asked asked, Optional<RuleSet> ruleSet, Reach reach, int from, int size) {
        return new SubjectFilter(
                asked.kind(),
                asked.q(),
                within(asked.area()),
                reach,
                Stream.of(
                                among(ruleSet, asked.grade(), decisions::standingAt),
                                among(ruleSet, asked.item(), decisions::holding),
                                Optional.ofNullable(asked.also()).map(also -> standingAt(asked.kind(), also)),
                                among(ruleSet, asked.since(), decisions::changedSince))
                        .flatMap(Optional::stream)
                        .toList(),
                asked.closed(),
                from,
                size,
                asked.order());
    }

    /** The rule sets of a kind whose result is not its colour. */
    private List<RuleSet> others(String kind) {
        return decisions.ruleSetsFor(kind).stream()
                .skip(1)
                .map(decisions::ruleSet)
                .toList();
    }

    /** @param also {@code rule-set:result}; nobody stands where there is none such */
    private SubjectSelection standingAt(@Nullable String kind, String also) {
        return kind == null
                ? NOBODY
                : others(kind).stream()
                        .filter(each -> also.startsWith(each.id() + ':'))
                        .findFirst()
                        .map(each -> decisions.standingAt(
                                each.id(), also.substring(each.id().length() + 1)))
                        .orElse(NOBODY);
    }

    /** Nothing where nothing was asked; nobody where there is no rule set to ask. */
    private static <T> Optional<SubjectSelection> among(
            Optional<RuleSet> ruleSet, @Nullable T wanted, BiFunction<String, T, SubjectSelection> those) {
        return Optional.ofNullable(wanted)
                .map(it -> ruleSet.map(set -> those.apply(set.id(), it)).orElse(NOBODY));
    }

    /** Every row of an answer, in chunks. */
    void all(Asked asked, Reach reach, Consumer<Row> each) {
        for (int from = 0; ; from += CHUNK) {
            List<Row> rows = page(asked, reach, from, CHUNK).rows();
            rows.forEach(each);
            if (rows.size() < CHUNK) {
                return;
            }
        }
    }

    /** How many open subjects of a kind stand at each colour. */
    Map<Grade, Long> counts(String kind, Reach reach) {
        return colours.ruleSetOf(kind).stream()
                .flatMap(set -> set.palette().stream())
                .collect(Collectors.toMap(
                        Function.identity(),
                        grade ->
                                count(new Asked(kind, null, grade.id(), null, null, null, null, false, null, 0), reach),
                        (one, other) -> one,
                        java.util.LinkedHashMap::new));
    }

    List<Row> rows(List<Subject> some) {
        Map<AreaId, Area> places = areas.all().stream().collect(Collectors.toMap(Area::id, Function.identity()));
        Map<String, List<Subject>> byKind =
                some.stream().collect(Collectors.groupingBy(each -> each.ref().kind()));
        Map<SubjectId, Subject> into = subjects.find(
                some.stream().map(Subject::mergedInto).filter(Objects::nonNull).toList());
        Map<SubjectId, Row> coloured = byKind.entrySet().stream()
                .flatMap(entry -> colouredRows(entry.getKey(), entry.getValue(), places, into))
                .collect(Collectors.toMap(row -> row.subject().id(), Function.identity()));
        return some.stream().map(each -> coloured.get(each.id())).toList();
    }

    private Stream<Row> colouredRows(
            String kind, List<Subject> some, Map<AreaId, Area> places, Map<SubjectId, Subject> into) {
        Optional<RuleSet> ruleSet = colours.ruleSetOf(kind);
        Map<SubjectId, Standing> standings = ruleSet.map(set -> decisions.standings(
                        set.id(), some.stream().map(Subject::id).toList()))
                .orElse(Map.of());
        Map<SubjectId, List<StandingItem>> held = ruleSet.filter(
                        set -> !set.items().isEmpty())
                .map(set -> decisions.itemsOf(
                        set.id(), some.stream().map(Subject::id).toList()))
                .orElse(Map.of());
        return some.stream().map(each -> {
            Standing standing = standings.get(each.id());
            return new Row(
                    each,
                    place(each.area(), places),
                    standing == null ? null : ruleSet.orElseThrow().grade(standing.result()),
                    standing == null ? null : standing.since(),
                    standing == null ? null : standing.headline(),
                    standing == null ? null : standing.freshness(),
                    held.getOrDefault(each.id(), List.of()).stream()
                            .map(item -> held(ruleSet.orElseThrow(), item))
                            .toList(),
                    each.mergedInto() == null ? null : into.get(each.mergedInto()));
        });
    }

    private static Held held(RuleSet ruleSet, StandingItem item) {
        List<Grade> palette = ruleSet.palette();
        return new Held(
                item.item(),
                ruleSet.item(item.item()).map(Item::label).orElse(new Label(item.item(), "")),
                item.holds() ? palette.get(palette.size() - 1).tone() : Grade.UNKNOWN.tone(),
                item.undecidedBecause());
    }

    /** The names of an area and those above it, without the street itself, the larger first. */
    static String place(@Nullable AreaId id, Map<AreaId, Area> places) {
        String names = "";
        for (Area area = id == null ? null : places.get(id);
                area != null && area.kind() != Area.Kind.STREET;
                area = area.parent() == null ? null : places.get(area.parent())) {
            if (!names.startsWith(area.name())) {
                names = names.isEmpty() ? area.name() : area.name() + " · " + names;
            }
        }
        return names;
    }

    /** The communities and grids that a reader may choose from. */
    List<Area> areas(Reach reach) {
        return areas.all().stream()
                .filter(area -> area.kind() == Area.Kind.COMMUNITY || area.kind() == Area.Kind.GRID)
                .filter(area -> reach.touches(area.id()))
                .toList();
    }

    private @Nullable Set<AreaId> within(@Nullable String asked) {
        return asked == null
                ? null
                : areas.all().stream()
                        .map(Area::id)
                        .filter(id -> id.value().equals(asked))
                        .findFirst()
                        .map(areas::within)
                        .orElse(Set.of());
    }

    /** Where a search leads: to the one subject with that code, else to the list. */
    String answer(String text, Reach reach) {
        if (text.isEmpty()) {
            return "/subjects";
        }
        List<Subject> exact = subjects.page(new SubjectFilter(null, text, reach, true, 0, CHUNK)).subjects().stream()
                .filter(each -> each.ref().code().equalsIgnoreCase(text))
                .toList();
        return exact.size() == 1
                ? Links.to(exact.get(0).ref())
                : new Asked(null, text, null, null, null, null, null, true, null, 0).address("/subjects");
    }
}
