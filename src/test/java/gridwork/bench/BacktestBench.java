package gridwork.bench;

import com.sun.management.OperatingSystemMXBean;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.platform.StreetClock;
import gridwork.policy.backtest.Backtest;
import gridwork.policy.backtest.Backtested;
import gridwork.policy.backtest.Drafts;
import gridwork.policy.backtest.Scope;
import gridwork.rules.Draft;
import gridwork.rules.FactSeen;
import gridwork.rules.Question;
import gridwork.rules.RuleSet;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Twelve months of the whole demonstration street, the release in force beside a draft, by every rule set that can be tried
 * (promise: a minute or so on 2 cores; statements a subject: far below one; heap of 512 MB). The floor of the reading reads
 * the same rows once by plain JDBC; that of the evaluating asks each rule set as often, on all cores, about its subjects as
 * they stand today, without walking through time. Nothing is written but what is added up.
 */
final class BacktestBench {
    private static final int CHUNK = 250;

    /** Of all threads, so that what else runs on the machine does not count. */
    private static final OperatingSystemMXBean CPU = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final DecideBench.Counted counted;
    private final JdbcTemplate jdbc;
    private final Backtest backtest;
    private final Subjects subjects;
    private final Facts facts;
    private final StreetClock clock;
    private final Draft draft = Drafts.with(
            "rules/site-colour/site-colour.dmn",
            "<outputEntry id=\"SCP-030_out_2\">\n          <text>5<",
            "<outputEntry id=\"SCP-030_out_2\">\n          <text>3<");

    private long cpuBefore;

    private BacktestBench(GenericApplicationContext house, DecideBench.Counted counted) {
        this.counted = counted;
        this.jdbc = house.getBean(JdbcTemplate.class);
        this.backtest = house.getBean(Backtest.class);
        this.subjects = house.getBean(Subjects.class);
        this.facts = house.getBean(Facts.class);
        this.clock = house.getBean(StreetClock.class);
    }

    public static void main(String[] args) throws Exception {
        WholeStreet.with("gridwork-backtest", (house, counted) -> new BacktestBench(house, counted).run());
    }

    private void run() {
        Set<String> all = new LinkedHashSet<>();
        for (RuleSet each : draft.release().ruleSets()) {
            if (!each.subjectKinds().isEmpty() || !each.each().isEmpty()) {
                all.add(each.id());
            }
        }
        say("sites alone, as drafted", tried(Set.of()));
        double floor = 0;
        for (String each : all) {
            if (!draft.release().ruleSet(each).subjectKinds().isEmpty()) {
                floor += oneRuleSet(each);
            }
        }
        counted.clear();
        long from = System.nanoTime();
        Backtested whole = tried(all);
        double seconds = (System.nanoTime() - from) / 1e9;
        say("the whole street", whole);
        double statements = counted.statements() / (double) whole.subjects();
        double reading = floorOfReading();
        Benchmarks.say(
                "12 months of the street, old and draft, s",
                seconds,
                floor + reading,
                seconds / (floor + reading),
                "60 s or so");
        Benchmarks.say(
                "  reading " + whole.took().facts() + " facts, s",
                whole.took().reading(),
                reading,
                whole.took().reading() / reading,
                "-");
        Benchmarks.say("  statements a subject", statements, 1, statements, "< 0.1");
        whole.standing()
                .forEach(each -> System.out.println("  " + each.ruleSet() + ": " + each.differing() + " of "
                        + each.subjects() + " differ, on " + each.days() + " days"));
    }

    private Backtested tried(Set<String> ruleSets) {
        LocalDate today = clock.today();
        cpuBefore = CPU.getProcessCpuTime();
        return backtest.run(
                new Backtest.Asked(today.minusYears(1).plusDays(1), today, ruleSets, Scope.STREET),
                draft,
                Progress.SILENT,
                () -> false,
                each -> {});
    }

    private void say(String what, Backtested done) {
        double cpu = (CPU.getProcessCpuTime() - cpuBefore) / 1e9;
        Backtested.Took took = done.took();
        double whole = took.reading() + took.evaluating() + took.counting();
        System.out.printf(
                "%s: %,d decisions from %,d facts of %,d subjects in %.2f s, %,.0f a second, %,.0f a CPU second of the process; "
                        + "reading %.0f %%, evaluating %.0f %%, adding up %.0f %%%n",
                what,
                took.decisions(),
                took.facts(),
                done.subjects(),
                whole,
                took.decisions() / whole,
                took.decisions() / cpu,
                100 * took.reading() / whole,
                100 * took.evaluating() / whole,
                100 * took.counting() / whole);
    }

    /** @return the floor of its evaluating, in seconds */
    private double oneRuleSet(String id) {
        Backtested done = tried(Set.of(id));
        say(id, done);
        RuleSet ruleSet = draft.release().ruleSet(id);
        List<Question> questions = today(ruleSet);
        int times = (int) (done.took().decisions() / Math.max(1, questions.size()));
        IntStream.range(0, questions.size()).parallel().forEach(i -> ruleSet.evaluate(questions.get(i)));
        long from = System.nanoTime();
        for (int i = 0; i < times; i++) {
            questions.parallelStream().forEach(ruleSet::evaluate);
        }
        double floor = (System.nanoTime() - from) / 1e9;
        Benchmarks.say(
                "  evaluating, s", done.took().evaluating(), floor, done.took().evaluating() / floor, "-");
        return floor;
    }

    private List<Question> today(RuleSet ruleSet) {
        LocalDate today = clock.today();
        List<Question> questions = new ArrayList<>();
        for (String kind : ruleSet.subjectKinds()) {
            List<SubjectId> ids = subjects.open(kind, today);
            for (int at = 0; at < ids.size(); at += CHUNK) {
                List<SubjectId> chunk = ids.subList(at, Math.min(ids.size(), at + CHUNK));
                Map<SubjectId, List<Fact>> seen = facts.seen(chunk, ruleSet.factKinds(), null, today, clock.now());
                chunk.forEach(each -> questions.add(new Question(
                        today,
                        seen.getOrDefault(each, List.of()).stream()
                                .map(BacktestBench::seen)
                                .toList(),
                        Map.of(),
                        kind)));
            }
        }
        return questions;
    }

    private static FactSeen seen(Fact fact) {
        return new FactSeen(
                fact.id().value(),
                fact.kind(),
                fact.category(),
                fact.occurredOn(),
                fact.amount(),
                fact.confidence(),
                fact.source(),
                fact.payload());
    }

    private double floorOfReading() {
        List<Long> ids = jdbc.queryForList("select id from subject order by id", Long.class);
        long from = System.nanoTime();
        for (int at = 0; at < ids.size(); at += CHUNK) {
            List<Long> chunk = ids.subList(at, Math.min(ids.size(), at + CHUNK));
            jdbc.query(
                    "select id, kind, category, payload, occurred_on, known_from from fact where subject_id in (?"
                            + ", ?".repeat(chunk.size() - 1) + ")",
                    row -> {
                        row.getLong("id");
                        row.getString("category");
                        row.getString("payload");
                        row.getObject("occurred_on", LocalDate.class);
                    },
                    chunk.toArray());
        }
        return (System.nanoTime() - from) / 1e9;
    }
}
