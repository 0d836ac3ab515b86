package gridwork.rules;

import gridwork.platform.Label;
import gridwork.rules.RuleSetFile.Line;
import gridwork.rules.RuleSetFile.WhatIf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule set whose answers stand in decision tables: parameters first, then the severity of each kind of violation, then
 * the measures, then the result. Tables are asked once for the same scalars: they are pure.
 */
final class TabledRuleSet implements RuleSet {
    private static final int HORIZON = 365;
    private static final int REMEMBERED = 20_000;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final RuleSetFile file;
    private final Tables tables;
    private final List<Grade> palette;
    private final List<Measure> measures;
    private final Givens givens;
    private final List<LocalDate> parameterDays;
    private final @Nullable ManyAnswers many;
    private final @Nullable FreshFacts fresh;
    private final Spelling spelling;
    private final Set<String> kinds;
    private final Map<RuleSetFile.Holds, TabledRuleSet> others;
    private final Map<RuleSetFile.Given, TabledRuleSet> givers;
    private volatile @Nullable OptionalInt daysBack;
    private final Map<LocalDate, Parameters> parameters = new ConcurrentHashMap<>();
    private final Map<List<Object>, Tables.Answer> answers = new ConcurrentHashMap<>();

    private TabledRuleSet(
            RuleSetFile file,
            Tables tables,
            Map<RuleSetFile.Holds, TabledRuleSet> others,
            Map<RuleSetFile.Given, TabledRuleSet> givers,
            @Nullable FreshFacts fresh) {
        this.givers = givers;
        this.fresh = fresh;
        this.file = file;
        this.others = others;
        this.spelling = new Spelling(file.spellings() == null ? Map.of() : file.spellings());
        this.tables = tables;
        var grades = new ArrayList<Grade>();
        for (RuleSetFile.Value value : file.palette()) {
            grades.add(new Grade(value.id(), value.label(), grades.size(), value.tone()));
        }
        this.palette = List.copyOf(grades);
        this.givens = new Givens(file.id(), file.givens());
        this.parameterDays = parameterDays(file, tables);
        this.measures = file.measureLines().stream().map(this::measure).toList();
        this.many = file.many() ? ManyAnswers.of(file, tables) : null;
        this.kinds = kinds();
    }

    private Measure measure(Line line) {
        if (line.measure() == RuleSetFile.Kind.DAYS_SINCE) {
            return new Measure(line, daysThatMatter(line.name()));
        }
        var points = line.points();
        return points == null || points.age() == null
                ? new Measure(line)
                : new Measure(line, AgeBands.of(tables.inputCells(points.decision(), points.age())));
    }

    /** The numbers of days at which the result may turn, so that not every day is one; empty where each may be. */
    private NavigableSet<Integer> daysThatMatter(String measure) {
        var cells = new ArrayList<String>();
        for (var input : tables.table(file.result().decision()).getInput()) {
            String expression = input.getInputExpression().getText().strip();
            if (expression.equals(measure)) {
                cells.addAll(tables.inputCells(file.result().decision(), expression));
            } else if (expression.contains(measure)) {
                return Collections.emptyNavigableSet();
            }
        }
        if (tables.inputCells(file.result().decision()).stream().anyMatch(each -> each.contains(measure))) {
            return Collections.emptyNavigableSet();
        }
        var numbers = new ArrayList<String>();
        for (Parameters each : everyParameters()) {
            cells.forEach(cell -> numbers.add(each.inPlaceOfNames(cell)));
        }
        return numbers.stream().allMatch(AgeBands::readable) ? AgeBands.of(numbers) : Collections.emptyNavigableSet();
    }

    static TabledRuleSet load(SourceTree tree, String folder) {
        String name = folder + "/rule-set.yaml";
        RuleSetFile file = Yaml.read(RuleSetFile.class, name, tree.bytes(name));
        String model = folder + "/" + file.model();
        var others = new LinkedHashMap<RuleSetFile.Holds, TabledRuleSet>();
        for (RuleSetFile.Holds each : file.holdsLines()) {
            others.put(each, load(tree, folder.replaceFirst("[^/]*$", each.ruleSet())));
        }
        var givers = new LinkedHashMap<RuleSetFile.Given, TabledRuleSet>();
        if (!file.answers()) {
            for (RuleSetFile.Given each : file.givens()) {
                if (each.from() != null && each.from().ruleSet() != null) {
                    givers.put(
                            each,
                            load(tree, folder.replaceFirst("[^/]*$", each.from().ruleSet())));
                }
            }
        }
        FreshFacts fresh = file.fresh() == null
                ? null
                : new FreshFacts(
                        file.fresh(),
                        load(tree, folder.replaceFirst("[^/]*$", file.fresh().ruleSet())));
        return new TabledRuleSet(file, Tables.compile(model, tree.bytes(model)), others, givers, fresh);
    }

    /** The days from which the table of parameters, or one that looks at the day itself, may say something else. */
    private static List<LocalDate> parameterDays(RuleSetFile file, Tables tables) {
        if (file.parameters() == null) {
            return List.of();
        }
        var days = new TreeSet<LocalDate>();
        var cells = new ArrayList<>(tables.inputCells(file.parameters().decision()));
        if (file.many()) {
            cells.addAll(tables.inputCells(file.result().decision()));
        }
        for (String cell : cells) {
            DATE.matcher(cell)
                    .results()
                    .map(found -> LocalDate.parse(found.group()))
                    .forEach(day -> {
                        days.add(day);
                        days.add(day.plusDays(1));
                    });
        }
        return List.copyOf(days);
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public Label title() {
        return file.title();
    }

    @Override
    public Label question() {
        return file.question();
    }

    @Override
    public String owner() {
        return file.owner();
    }

    @Override
    public String subjectKind() {
        return file.subject() == null ? "" : file.subject();
    }

    @Override
    public List<String> subjectKinds() {
        return many == null || file.answers() ? RuleSet.super.subjectKinds() : many.subjectKinds();
    }

    @Override
    public Optional<RowHit> row(String id) {
        return Optional.ofNullable(tables.rows().get(id));
    }

    @Override
    public List<Item> items() {
        return many == null ? List.of() : many.items();
    }

    @Override
    public List<Grade> palette() {
        return palette;
    }

    @Override
    public Optional<Headline> headline() {
        return file.outputLines().stream()
                .filter(each -> Boolean.TRUE.equals(each.headline()))
                .findFirst()
                .map(each -> new Headline(each.id(), new Label(each.name(), each.en() == null ? "" : each.en())));
    }

    @Override
    public Map<String, BigDecimal> confirmedBelow(LocalDate day) {
        if (file.verdicts() == null) {
            return Map.of();
        }
        Parameters parameters = parametersOn(day);
        var limits = new LinkedHashMap<String, BigDecimal>();
        for (Line line : file.measureLines()) {
            var confidence = line.of().confidence();
            if (confidence != null && confidence.atLeast() != null) {
                limits.merge(line.of().kind(), parameters.numberOrNamed(confidence.atLeast()), BigDecimal::max);
            }
        }
        return limits;
    }

    @Override
    public Label measureLabel(String measure) {
        return file.measureLines().stream()
                .filter(each -> each.name().equals(measure))
                .findFirst()
                .map(each -> new Label(each.name(), each.en() == null ? "" : each.en()))
                .or(() -> file.holdsLines().stream()
                        .filter(each -> each.name().equals(measure))
                        .findFirst()
                        .map(each -> new Label(each.name(), each.en() == null ? "" : each.en())))
                .orElseGet(() -> new Label(measure, ""));
    }

    @Override
    public List<String> each() {
        return file.each() == null ? List.of() : file.each().kinds();
    }

    @Override
    public Optional<AskedWhen> askedWhen() {
        return Optional.ofNullable(file.askedWhen());
    }

    @Override
    public List<Elsewhere> elsewhere() {
        return file.answers() ? givens.elsewhere() : List.of();
    }

    @Override
    public Label givenLabel(String given) {
        return givens.label(given);
    }

    @Override
    public Label outputLabel(String output) {
        return file.outputLines().stream()
                .filter(each -> each.id().equals(output))
                .findFirst()
                .map(each -> new Label(each.name(), each.en() == null ? "" : each.en()))
                .or(() -> file.holdsLines().stream()
                        .filter(each -> each.ruleSet().equals(output))
                        .findFirst()
                        .map(each -> measureLabel(each.name())))
                .orElseGet(() -> new Label(output, ""));
    }

    @Override
    public Label word(String givenOrOutput, Object value) {
        String english = String.valueOf(value);
        String word = givens.word(givenOrOutput, value);
        if (word == null) {
            word = file.outputLines().stream()
                    .filter(each -> each.id().equals(givenOrOutput) && each.values() != null)
                    .findFirst()
                    .map(each -> Objects.requireNonNull(each.values()).get(english))
                    .orElse(null);
        }
        return new Label(word == null ? english : word, english);
    }

    RuleSetFile file() {
        return file;
    }

    Tables tables() {
        return tables;
    }

    /** The row ids that need no mention in a scenario: parameters and how old facts may be. */
    Set<String> silentRows() {
        String parameters = file.parameters() == null ? "" : file.parameters().decision();
        Set<String> silent = tables.rows().values().stream()
                .filter(each -> each.decision().equals(parameters))
                .map(RowHit::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (fresh != null) {
            silent.addAll(fresh.rowIds());
        }
        return silent;
    }

    @Override
    public Set<String> factKinds() {
        return kinds;
    }

    private Set<String> kinds() {
        var kinds = new LinkedHashSet<String>();
        if (file.each() != null) {
            kinds.addAll(file.each().kinds());
        }
        for (Line line : file.measureLines()) {
            kinds.add(line.of().kind());
            if (line.since() != null) {
                kinds.add(line.since().kind());
            }
        }
        if (file.verdicts() != null) {
            kinds.add(file.verdicts().kind());
        }
        nested().forEach(each -> kinds.addAll(each.factKinds()));
        if (fresh != null) {
            kinds.addAll(fresh.kinds());
        }
        return Collections.unmodifiableSet(kinds);
    }

    /** The same for ever, and asked with every question. */
    @Override
    public OptionalInt daysBack() {
        OptionalInt known = daysBack;
        if (known == null) {
            known = furthest();
            daysBack = known;
        }
        return known;
    }

    private OptionalInt furthest() {
        int most = 0;
        for (Parameters each : everyParameters()) {
            for (Line line : file.measureLines()) {
                if (line.when() != null && each.number(line.when()).signum() <= 0) {
                    continue;
                }
                if (line.months() != null) {
                    most = Math.max(most, Months.daysBack(line, each));
                } else if (line.window() == null || line.measure() == RuleSetFile.Kind.CHANGED) {
                    return OptionalInt.empty();
                } else {
                    most = Math.max(most, each.days(line.window()));
                }
            }
            for (TabledRuleSet other : nested().toList()) {
                OptionalInt days = other.daysBack();
                if (days.isEmpty()) {
                    return days;
                }
                most = Math.max(most, days.getAsInt());
            }
            if (fresh != null) {
                OptionalInt days = fresh.daysBack();
                if (days.isEmpty()) {
                    return days;
                }
                most = Math.max(most, days.getAsInt());
            }
        }
        return OptionalInt.of(most);
    }

    /** Those that are evaluated from the same facts. */
    private Stream<TabledRuleSet> nested() {
        return Stream.concat(others.values().stream(), givers.values().stream());
    }

    private Collection<Parameters> everyParameters() {
        return Stream.concat(Stream.of(LocalDate.EPOCH), parameterDays.stream())
                .map(this::parametersOn)
                .toList();
    }

    @Override
    public List<Evaluation> evaluate(List<Question> questions) {
        return questions.stream().map(each -> evaluate(each, Map.of())).toList();
    }

    /** @param instead parameters that shall have another value, for a scenario or a draft */
    Evaluation evaluate(Question question, Map<String, BigDecimal> instead) {
        return new Asked(question, instead).evaluation();
    }

    private Parameters parametersOn(LocalDate day) {
        var source = file.parameters();
        if (source == null) {
            return Parameters.NONE;
        }
        // between two days named in the table nothing changes
        LocalDate from = LocalDate.EPOCH;
        for (LocalDate each : parameterDays) {
            if (!each.isAfter(day)) {
                from = each;
            }
        }
        return parameters.computeIfAbsent(from, since -> {
            var answer = tables.ask(source.decision(), source.date() == null ? Map.of() : Map.of(source.date(), since));
            var numbers = new LinkedHashMap<String, BigDecimal>();
            if (answer.value() instanceof Collection<?> lines) {
                for (Object line : lines) {
                    if (line instanceof Map<?, ?> cells
                            && cells.get(source.name()) instanceof String name
                            && cells.get(source.number()) instanceof BigDecimal number
                            && numbers.put(name, number) != null) {
                        throw new IllegalStateException(id() + ": two rows say " + name + " on " + since);
                    }
                }
            }
            return new Parameters(Collections.unmodifiableMap(numbers), answer.rows());
        });
    }

    private Tables.Answer ask(String decision, Map<String, Object> inputs) {
        if (file.each() != null) {
            // words of people hardly ever come twice
            return tables.ask(decision, inputs);
        }
        var question = new ArrayList<Object>(inputs.values());
        question.add(decision);
        Tables.Answer known = answers.get(question);
        if (known == null) {
            if (answers.size() >= REMEMBERED) {
                answers.clear();
            }
            known = tables.ask(decision, inputs);
            answers.put(List.copyOf(question), known);
        }
        return known;
    }

    @Override
    public List<WhyNot> whyNot(Question question) {
        Evaluation now = evaluate(question, Map.of());
        int rank = grade(now.result()).rank();
        if (rank < 0) {
            return List.of();
        }
        return Stream.of(
                        byTimeAlone(question, now, rank, true),
                        byAnotherAnswer(question, now, rank, true),
                        byMoreFacts(question, rank, true),
                        byTimeAlone(question, now, rank, false)
                                .or(() -> byAnotherAnswer(question, now, rank, false))
                                .or(() -> byMoreFacts(question, rank, false)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<WhyNot> byTimeAlone(Question question, Evaluation now, int rank, boolean better) {
        LocalDate last = question.asOf().plusDays(HORIZON);
        var seen = seenBy(question);
        LocalDate day = now.nextChange();
        while (day != null && !day.isAfter(last)) {
            Evaluation then = evaluate(question.on(day, seen), Map.of());
            int other = grade(then.result()).rank();
            if (other >= 0 && (better ? other < rank : other > rank)) {
                return Optional.of(new WhyNot(better, then.result(), day, null, null, 0, then.rowIds()));
            }
            day = then.nextChange();
        }
        return Optional.empty();
    }

    /** Only what the fact itself does not say: it could not have happened otherwise. */
    private Optional<WhyNot> byAnotherAnswer(Question question, Evaluation now, int rank, boolean better) {
        var candidates = new ArrayList<WhyNot>();
        Map<String, List<Object>> others = givens.others(now.given());
        for (Elsewhere each : givens.elsewhere()) {
            for (Object instead : others.getOrDefault(each.given(), List.of())) {
                var given = new LinkedHashMap<>(question.given());
                given.put(each.given(), instead);
                Evaluation then = evaluate(question.with(given), Map.of());
                int other = grade(then.result()).rank();
                if (other >= 0 && (better ? other < rank : other > rank)) {
                    candidates.add(new WhyNot(
                            better,
                            then.result(),
                            question.asOf(),
                            null,
                            null,
                            0,
                            each.given(),
                            instead,
                            then.rowIds()));
                }
            }
        }
        return nearest(candidates, rank);
    }

    private Optional<WhyNot> byMoreFacts(Question question, int rank, boolean better) {
        var seen = seenBy(question);
        var candidates = new ArrayList<WhyNot>();
        for (WhatIf each : file.whatIfs()) {
            for (String category : categories(each, question.about())) {
                var more = new ArrayList<>(seen);
                for (int times = 1; times <= Objects.requireNonNullElse(each.most(), 1); times++) {
                    more.add(new FactSeen(
                            -times,
                            each.kind(),
                            category.isEmpty() ? null : category,
                            question.asOf(),
                            each.amount(),
                            null));
                    Evaluation then = evaluate(question.on(question.asOf(), List.copyOf(more)), Map.of());
                    int other = grade(then.result()).rank();
                    if (other >= 0 && (better ? other < rank : other > rank)) {
                        candidates.add(new WhyNot(
                                better,
                                then.result(),
                                question.asOf(),
                                each.kind(),
                                category.isEmpty() ? null : category,
                                times,
                                then.rowIds()));
                        break;
                    }
                }
            }
        }
        return nearest(candidates, rank);
    }

    /** The nearest grade, then the fewest facts; among equals the first as listed. */
    private Optional<WhyNot> nearest(List<WhyNot> candidates, int rank) {
        return candidates.stream()
                .min(Comparator.<WhyNot>comparingInt(
                                each -> Math.abs(grade(each.result()).rank() - rank))
                        .thenComparingInt(WhyNot::times));
    }

    private List<String> categories(WhatIf each, @Nullable AboutFact about) {
        if (each.categories() != null) {
            return each.categories();
        }
        if (about != null
                && about.fact().kind().equals(each.kind())
                && about.fact().category() != null) {
            return List.of(about.fact().category());
        }
        return file.severityOf(each.kind())
                .map(severity -> List.copyOf(severity.categories().keySet()))
                .orElse(List.of(""));
    }

    private static List<FactSeen> seenBy(Question question) {
        return question.facts().stream()
                .filter(each -> !each.occurredOn().isAfter(question.asOf()))
                .toList();
    }

    /** One question on its way through the tables. */
    private final class Asked implements Measure.Weigh {
        private final Question question;
        private final Map<String, BigDecimal> instead;
        private final Set<String> rows = new LinkedHashSet<>();
        private final Settled settled;

        Asked(Question asked, Map<String, BigDecimal> instead) {
            this.settled = Settled.of(file.verdicts(), asked.facts(), asked.asOf());
            this.question = asked.on(asked.asOf(), settled.facts());
            this.instead = instead;
        }

        private Parameters on(LocalDate day) {
            return parametersOn(day).with(instead);
        }

        Evaluation evaluation() {
            LocalDate asOf = question.asOf();
            Parameters today = on(asOf);
            rows.addAll(today.rows());
            var missing = new LinkedHashSet<String>();
            var values = new LinkedHashMap<String, Object>();
            var measured = new LinkedHashMap<String, Object>();
            var scalars = new LinkedHashMap<String, Object>();
            var counted = new TreeSet<Long>();
            var vector = new ArrayList<@Nullable Object>();
            var worth = new ArrayList<Worth>();
            var readings = new LinkedHashMap<String, Measure.Reading>();
            for (Measure measure : measures) {
                String name = measure.line().name();
                Measure.Reading reading = measure.read(asOf, question.facts(), today, this);
                Object scalar = reading.scalar();
                vector.add(measure.compared(reading));
                readings.put(name, reading);
                missing.addAll(reading.unplaced());
                reading.counted().forEach(fact -> count(fact.id(), counted));
                reading.points().forEach((fact, points) -> worth.add(new Worth(fact, name, points)));
                if (scalar == null) {
                    missing.add(name);
                } else {
                    measured.put(name, Objects.requireNonNull(shown(scalar)));
                    scalars.put(name, scalar);
                }
            }
            LocalDate othersChange = null;
            Map<String, Evaluation> found = new LinkedHashMap<>();
            for (Map.Entry<RuleSetFile.Holds, TabledRuleSet> each : others.entrySet()) {
                Evaluation other = each.getValue().evaluate(question, Map.of());
                String name = each.getKey().name();
                found.put(name, other);
                int number = other.held().size();
                measured.put(name, number);
                scalars.put(name, BigDecimal.valueOf(number));
                counted.addAll(other.facts());
                othersChange = earlier(othersChange, other.nextChange());
            }
            Map<String, Object> told = new LinkedHashMap<>(question.given());
            for (Map.Entry<RuleSetFile.Given, TabledRuleSet> each : givers.entrySet()) {
                RuleSetFile.Given wanted = each.getKey();
                if (told.containsKey(wanted.id()) || told.containsKey(wanted.name())) {
                    continue;
                }
                Evaluation other = each.getValue().evaluate(question.with(Map.of()), Map.of());
                String output = Objects.requireNonNull(wanted.from()).output();
                Object value = output == null ? other.result() : other.values().get(output);
                if (value != null) {
                    told.put(wanted.id(), value);
                }
                counted.addAll(other.facts());
                othersChange = earlier(othersChange, other.nextChange());
            }
            Map<String, Object> given = givens.put(question.with(told), scalars, missing);
            scalars.putAll(today.numbers());
            FreshFacts.Found newest = fresh == null ? null : fresh.find(question.facts(), asOf, today, this);
            FreshFacts.Told fresher = newest == null || fresh == null ? null : fresh.tell(newest, asOf);
            List<RowHit> freshRows = fresher == null ? List.of() : fresher.rows();
            Set<Long> weighed = Set.copyOf(counted);
            if (fresher != null) {
                fresher.facts().forEach(fact -> count(fact, counted));
            }
            boolean withheld = fresher != null && fresher.freshness().withheld();
            Set<String> prepared = new LinkedHashSet<>(rows);
            String result = UNKNOWN;
            Map<?, ?> cells = Map.of();
            List<ItemStand> items = List.of();
            if (withheld) {
                missing.clear();
            } else if (many != null) {
                readings.forEach((name, reading) -> {
                    if (!reading.unplaced().isEmpty()) {
                        scalars.remove(name);
                    }
                });
                if (file.parameters() != null && file.parameters().date() != null) {
                    scalars.put(file.parameters().date(), asOf);
                }
                items = many.answer(question, today, scalars, occasions(readings, found), this::named);
                items.forEach(each -> rows.addAll(each.rows()));
                missing.clear();
                missing.addAll(ManyAnswers.missing(items));
                result = many.result(items);
            } else if (missing.isEmpty()) {
                String decision = file.result().decision();
                Tables.Answer answer = ask(decision, scalars);
                rows.addAll(answer.rows());
                if (answer.value() == null) {
                    missing.add(decision);
                } else {
                    cells = cells(answer.value());
                    result = outputs(cells, values, missing);
                }
            }
            Map<?, ?> came = cells;
            String decisive = file.result().decision();
            return new Evaluation(
                    result,
                    Collections.unmodifiableMap(values),
                    Collections.unmodifiableMap(measured),
                    Stream.of(
                                    prepared.stream().map(tables::row),
                                    freshRows.stream(),
                                    rows.stream()
                                            .filter(each -> !prepared.contains(each))
                                            .map(tables::row)
                                            .map(each -> came.isEmpty()
                                                            || !each.decision().equals(decisive)
                                                    ? each
                                                    : tables.row(each.id(), came)))
                            .flatMap(each -> each)
                            .toList(),
                    counted.stream().filter(id -> id >= 0).toList(),
                    file.answers() ? null : earlier(nextChange(vector, newest), othersChange),
                    List.copyOf(missing),
                    List.copyOf(worth),
                    items,
                    Collections.unmodifiableMap(given),
                    fresher == null
                            ? null
                            : fresher.freshness()
                                    .showing(counted.stream()
                                            .filter(id -> !weighed.contains(id))
                                            .toList()));
        }

        /** With the verdict that made it count. */
        private void count(long fact, Set<Long> counted) {
            counted.add(fact);
            Long verdict = settled.verdicts().get(fact);
            if (verdict != null) {
                counted.add(verdict);
            }
        }

        private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
            return one == null || other != null && other.isBefore(one) ? other : one;
        }

        /** What each scalar rests on, by name. */
        private Map<String, Occasion> occasions(Map<String, Measure.Reading> readings, Map<String, Evaluation> found) {
            var all = new LinkedHashMap<String, Occasion>();
            readings.forEach((name, reading) -> all.put(name, Occasion.of(reading)));
            others.forEach((line, other) ->
                    all.put(line.name(), Occasion.of(other, Objects.requireNonNull(found.get(line.name())))));
            return all;
        }

        @Override
        public Spelling spelling() {
            return spelling;
        }

        /** The outputs of a row that holds by their lasting names. */
        private Map<String, Object> named(Map<String, Object> cells) {
            var values = new LinkedHashMap<String, Object>();
            for (RuleSetFile.Output output : file.outputLines()) {
                Object meant = meant(output, cells.get(output.name()));
                if (meant != null) {
                    values.put(output.id(), meant);
                }
            }
            return Collections.unmodifiableMap(values);
        }

        /** A table with one output answers with its value alone. */
        private Map<?, ?> cells(Object answer) {
            return answer instanceof Map<?, ?> many
                    ? many
                    : Map.of(file.result().output(), answer);
        }

        /** Puts the outputs under their lasting names, and says which grade it is. */
        private String outputs(Map<?, ?> cells, Map<String, Object> values, Set<String> missing) {
            Object told = cells.get(file.result().output());
            String result = file.palette().stream()
                    .filter(each -> each.value().equals(told))
                    .map(RuleSetFile.Value::id)
                    .findFirst()
                    .orElse(UNKNOWN);
            if (result.equals(UNKNOWN)) {
                missing.add(file.result().output());
            }
            if (file.outputLines().isEmpty()) {
                values.put(file.result().output(), result);
            }
            for (RuleSetFile.Output output : file.outputLines()) {
                Object meant = meant(output, cells.get(output.name()));
                if (meant != null) {
                    values.put(output.id(), meant);
                } else if (!Boolean.TRUE.equals(output.optional())) {
                    missing.add(output.name());
                }
            }
            return missing.isEmpty() ? result : UNKNOWN;
        }

        /** Null = none, or none of the values that it may have. */
        private static @Nullable Object meant(RuleSetFile.Output output, @Nullable Object value) {
            Object meant = Outputs.meant(output, value);
            return meant instanceof BigDecimal number ? plain(number) : meant;
        }

        private @Nullable LocalDate nextChange(List<@Nullable Object> now, FreshFacts.@Nullable Found newest) {
            LocalDate asOf = question.asOf();
            var seen = seenBy(question);
            var days = new TreeSet<LocalDate>();
            Parameters today = on(asOf);
            for (Measure measure : measures) {
                measure.turns(asOf, seen, today, days);
            }
            // on the first of them with other parameters the search ends: until then the windows are today's
            parameterDays.stream().filter(each -> each.isAfter(asOf)).forEach(days::add);
            String level = fresh == null || newest == null ? "" : fresh.level(newest, asOf);
            if (fresh != null && newest != null) {
                fresh.turns(newest, asOf, days);
            }
            var untouched = new LinkedHashSet<>(rows);
            try {
                for (LocalDate day : days) {
                    Parameters then = on(day);
                    if (!then.numbers().equals(today.numbers()) || many != null && parameterDays.contains(day)) {
                        return day;
                    }
                    if (fresh != null
                            && newest != null
                            && !fresh.level(newest, day).equals(level)) {
                        return day;
                    }
                    for (int i = 0; i < measures.size(); i++) {
                        Measure measure = measures.get(i);
                        Object value = measure.compared(measure.read(day, seen, then, this));
                        if (!Objects.equals(value, now.get(i))) {
                            return day;
                        }
                    }
                }
                return null;
            } finally {
                rows.retainAll(untouched);
            }
        }

        @Override
        public @Nullable String category() {
            return question.about() == null ? null : question.about().fact().category();
        }

        @Override
        public @Nullable String severity(FactSeen fact) {
            var severity = file.severityOf(fact.kind()).orElse(null);
            String label = severity == null ? null : severityLabel(severity, fact);
            return label == null
                    ? null
                    : Objects.requireNonNull(severity).levels().entrySet().stream()
                            .filter(each -> each.getValue().equals(label))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(null);
        }

        /** As the table writes it. */
        private @Nullable String severityLabel(RuleSetFile.Severity severity, FactSeen fact) {
            String category = severity.categories().get(String.valueOf(fact.category()));
            if (category == null) {
                return null;
            }
            Tables.Answer answer = ask(severity.decision(), Map.of(severity.input(), category));
            rows.addAll(answer.rows());
            return answer.value() instanceof String label ? label : null;
        }

        @Override
        public @Nullable BigDecimal points(RuleSetFile.Points points, FactSeen fact, int age) {
            var inputs = new LinkedHashMap<String, Object>();
            if (points.input() != null && points.categories() != null) {
                String label = points.categories().get(String.valueOf(fact.category()));
                if (label == null) {
                    return null;
                }
                inputs.put(points.input(), label);
            }
            if (points.severity() != null) {
                String label = file.severityOf(fact.kind())
                        .map(severity -> severityLabel(severity, fact))
                        .orElse(null);
                if (label == null) {
                    return null;
                }
                inputs.put(points.severity(), label);
            }
            if (points.age() != null) {
                inputs.put(points.age(), BigDecimal.valueOf(age));
            }
            if (points.amount() != null) {
                if (fact.amount() == null) {
                    return null;
                }
                inputs.put(points.amount(), fact.amount());
            }
            Tables.Answer answer = ask(points.decision(), inputs);
            rows.addAll(answer.rows());
            return answer.value() instanceof BigDecimal number ? number : null;
        }
    }

    /** A scalar as pages and programs show it. */
    static @Nullable Object shown(@Nullable Object scalar) {
        return scalar instanceof BigDecimal number
                ? plain(number)
                : scalar instanceof LocalDate day ? (Object) day.toString() : scalar;
    }

    /** An integer where it is one: what a log, a page and a process variable show. */
    static Object plain(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException fraction) {
            return number;
        }
    }
}
