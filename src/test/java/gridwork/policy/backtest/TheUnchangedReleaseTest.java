package gridwork.policy.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.cases.Crew;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.Past;
import gridwork.decisions.Pasts;
import gridwork.decisions.Walk;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Work;
import gridwork.policy.backtest.Backtested.Effect;
import gridwork.rules.Draft;
import gridwork.rules.Evaluation;
import gridwork.rules.ItemStand;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A year of a small town as it comes: sites, shops and enterprises about which this and that becomes known, at once, late or
 * wrongly; some leave the register and come back. What the backtest says of the release in force is compared with what was
 * logged at the time, and with what the evaluation of single days says.
 */
@GridworkTest
class TheUnchangedReleaseTest {
    private static final LocalDate FROM = LocalDate.parse("2035-01-01");
    private static final LocalDate TO = LocalDate.parse("2035-12-31");
    private static final List<String> STANDING =
            List.of("site-colour", "merchant-credit", "merchant-inspection", "enterprise-warning", "policy-match");
    private static final List<String> ANSWERING = List.of("case-grading", "response-clocks", "merchant-response");
    private static final int OF_EACH_KIND = 4;
    private static final int HAPPENINGS = 240;
    private static final Map<String, List<String>> SITE = Map.of(
            "violation", List.of("dust", "no-fence", "no-permit", "waste", "unclassified"),
            "check", List.of("general"));
    private static final Map<String, List<String>> SHOP = Map.of(
            "complaint-verdict", List.of("noise", "food-safety", "consumer"),
            "community-visit", List.of("good", "problem"),
            "merchant-check", List.of("pass", "fail"),
            "camera-finding", List.of("out-of-store", "waste"),
            "merchant-complaint", List.of("noise", "food-safety"),
            "event-report", List.of("noise", "gas", "waste"));
    private static final Map<String, List<String>> FIRM = Map.of(
            "tax-registration", List.of("here", "elsewhere"),
            "location-check", List.of("here", "elsewhere", "not-found"),
            "revenue-report", List.of(""));

    @Autowired
    Crew crew;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Decisions decisions;

    @Autowired
    Backtest backtest;

    @Autowired
    Pasts pasts;

    @Autowired
    Walk walk;

    @Autowired
    TestClock clock;

    @Autowired
    Work work;

    private final Random random = new Random(2035);
    private final Map<SubjectRef, SubjectId> town = new LinkedHashMap<>();
    private final List<FactId> told = new ArrayList<>();

    @Test
    void changes_nobody_says_what_was_logged_and_what_every_single_day_says() {
        aYearGoesBy();
        clock.set(TO);
        Draft draft = Drafts.unchanged();
        Set<String> all = new HashSet<>(STANDING);
        all.addAll(ANSWERING);

        Backtested done = backtest.run(
                new Backtest.Asked(FROM, TO, all, new Scope(List.of(), Set.of(), null, Set.copyOf(town.values()))),
                draft,
                Progress.SILENT,
                () -> false,
                each -> {
                    throw new AssertionError(each);
                });

        assertThat(done.standing().stream().map(Effect::ruleSet)).containsExactlyInAnyOrderElementsOf(STANDING);
        assertThat(done.standing()).allSatisfy(each -> {
            assertThat(each.subjects()).isEqualTo(OF_EACH_KIND);
            assertThat(each.differing()).isZero();
        });
        assertThat(done.answers()).hasSize(ANSWERING.size()).allSatisfy(each -> {
            assertThat(each.asked()).isPositive();
            assertThat(each.differing()).isZero();
        });
        assertThat(done.cases())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.old()).isEqualTo(each.now()));
        assertThat(done.warnings())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.old()).isEqualTo(each.now()));

        Release release = draft.release();
        var over = new Walk.Stretch(clock.startOf(FROM), clock.now());
        Set<String> kinds = all.stream()
                .flatMap(each -> Walk.kinds(release.ruleSet(each), release).stream())
                .collect(Collectors.toSet());
        int logged = 0;
        int answered = 0;
        for (Past past : pasts.of(subjects.find(town.values()).values(), kinds, TO)) {
            for (String each : STANDING) {
                RuleSet ruleSet = release.ruleSet(each);
                if (ruleSet.subjectKinds().contains(past.subject().ref().kind())) {
                    List<Walk.Stood> course =
                            walk.stood(past, ruleSet, release, over).moments();
                    logged += asLogged(past.subject(), ruleSet, course);
                    asEveryDay(past.subject(), each, course);
                }
            }
            answered += asAnswered(past, release, over);
        }
        assertThat(logged).isGreaterThan(30);
        assertThat(answered).isGreaterThan(10);
    }

    /** At every moment at which something was logged the walk is where the log was. */
    private int asLogged(Subject subject, RuleSet ruleSet, List<Walk.Stood> course) {
        int compared = 0;
        for (LoggedDecision each : decisions.history(subject.id(), ruleSet.id(), 1_000)) {
            if (each.asOf().isBefore(FROM) || each.askedBy() != null || each.fact() != null) {
                continue;
            }
            Evaluation then = Objects.requireNonNull(at(course, each.decidedAt()), () -> each + " in " + course);
            assertThat(then.result()).as(each.toString()).isEqualTo(each.result());
            assertThat(then.rowIds()).as(each.toString()).isEqualTo(each.rows());
            assertThat(then.held().stream().collect(Collectors.toMap(ItemStand::item, ItemStand::cause)))
                    .isEqualTo(each.held());
            compared++;
        }
        return compared;
    }

    private int asAnswered(Past past, Release release, Walk.Stretch over) {
        int compared = 0;
        Map<String, Map<FactId, Walk.Said>> said = new HashMap<>();
        for (String each : ANSWERING) {
            Map<FactId, Walk.Said> its = new HashMap<>();
            walk.said(past, release.ruleSet(each), release, over)
                    .moments()
                    .forEach(one -> its.put(one.fact().id(), one));
            said.put(each, its);
        }
        List<FactId> ofIt = past.facts(clock.now()).stream().map(Fact::id).toList();
        for (List<LoggedDecision> answers : decisions.answers(ofIt).values()) {
            for (LoggedDecision each : answers) {
                if (each.asOf().isBefore(FROM)) {
                    continue;
                }
                Walk.Said now = Objects.requireNonNull(
                        said.getOrDefault(each.ruleSet(), Map.of()).get(each.fact()), each::toString);
                assertThat(now.evaluation().result()).isEqualTo(each.result());
                assertThat(now.evaluation().rowIds()).isEqualTo(each.rows());
                compared++;
            }
        }
        return compared;
    }

    /** The truth, asked day by day from the database. */
    private void asEveryDay(Subject subject, String ruleSet, List<Walk.Stood> course) {
        for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(7)) {
            Instant end = day.equals(TO) ? clock.now() : clock.endOf(day);
            Evaluation walked = at(course, end);
            boolean open = subjects.isOpen(subject.id(), day, end);
            assertThat(walked != null).as(subject.ref() + " " + day).isEqualTo(open);
            if (walked != null) {
                Evaluation asked = Objects.requireNonNull(decisions
                        .evaluate(ruleSet, List.of(subject.id()), day, end)
                        .get(subject.id()));
                assertThat(saying(walked))
                        .as(subject.ref() + " " + ruleSet + " " + day)
                        .isEqualTo(saying(asked));
            }
        }
    }

    /** Without what time alone moves without changing anything: rows of facts that bring nothing, the days left. */
    private static String saying(Evaluation of) {
        List<String> items =
                of.held().stream().map(each -> each.item() + each.cause()).toList();
        return of.result() + of.values().get("score") + of.values().get("period") + of.missing() + decisive(of) + items;
    }

    private static List<String> decisive(Evaluation of) {
        return of.rowIds().stream()
                .filter(each -> each.matches("SC-.*|MC-.*|MCT-.*|MK-.*|EW-.*|PM-.*"))
                .toList();
    }

    private static @Nullable Evaluation at(List<Walk.Stood> course, Instant moment) {
        Evaluation last = null;
        for (Walk.Stood each : course) {
            if (!each.at().isAfter(moment)) {
                last = each.evaluation();
            }
        }
        return last;
    }

    private void aYearGoesBy() {
        crew.comesToWork();
        clock.set(LocalDate.parse("2034-06-01"));
        Map<SubjectRef, SubjectDetails> entries = new LinkedHashMap<>();
        for (String kind : List.of("site", "merchant", "enterprise")) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                entries.put(
                        new SubjectRef(kind, "B" + Ids.next()),
                        new SubjectDetails(kind + i, null, null, null, null, null));
            }
        }
        work.run(() -> town.putAll(subjects.register(entries)));
        List<SubjectRef> refs = List.copyOf(town.keySet());
        LocalDate first = LocalDate.parse("2034-07-01");
        long days = TO.toEpochDay() - first.toEpochDay();
        for (int i = 0; i < HAPPENINGS; i++) {
            LocalDate day = first.plusDays(days * i / HAPPENINGS);
            clock.set(clock.startOf(day).plusSeconds(6 * 3600 + i * 60L));
            happens(refs.get(random.nextInt(refs.size())), day);
        }
    }

    private void happens(SubjectRef ref, LocalDate day) {
        int what = random.nextInt(20);
        Subject subject = subjects.find(ref).orElseThrow();
        if (what == 0 && !told.isEmpty()) {
            FactId wrong = told.remove(random.nextInt(told.size()));
            work.run(() -> facts.voidFact(wrong, "a mistake", "test"));
        } else if (what == 1 && subject.closedOn() == null) {
            work.run(() -> subjects.close(subject.id(), day, "gone", "test", subject.version()));
        } else if (what < 8 && subject.closedOn() != null) {
            work.run(() -> subjects.reopen(subject.id(), day, "back", "test", subject.version()));
        } else if (subject.closedOn() == null) {
            tell(ref, day.minusDays(random.nextInt(3) == 0 ? random.nextInt(40) : 0));
        }
    }

    private void tell(SubjectRef ref, LocalDate day) {
        Map<String, List<String>> words =
                ref.kind().equals("site") ? SITE : ref.kind().equals("merchant") ? SHOP : FIRM;
        List<String> kinds = words.keySet().stream().sorted().toList();
        String kind = kinds.get(random.nextInt(kinds.size()));
        List<String> categories = words.getOrDefault(kind, List.of());
        String category = categories.get(random.nextInt(categories.size()));
        BigDecimal amount = kind.equals("check") || kind.equals("complaint-verdict")
                ? BigDecimal.valueOf(random.nextInt(2))
                : kind.equals("revenue-report") ? BigDecimal.valueOf(10_000L + random.nextInt(90_000)) : null;
        BigDecimal confidence = kind.equals("camera-finding") ? new BigDecimal("0.99") : null;
        var fact = new NewFact(
                ref,
                kind,
                category.isEmpty() ? null : category,
                clock.startOf(day).plusSeconds(3 * 3600),
                null,
                "backtest-town",
                "b" + Ids.next(),
                confidence,
                amount,
                Map.of());
        work.run(() -> facts.record(List.of(fact), Facts.How.NOW)
                .forEach(each -> told.add(
                        each.fold(Recorded.Stored::id, Recorded.Known::earlier, Recorded.Corrected::id, refused -> {
                            throw new AssertionError("refused: " + refused);
                        }))));
    }
}
