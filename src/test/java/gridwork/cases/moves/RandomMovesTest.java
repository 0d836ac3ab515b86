package gridwork.cases.moves;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.OpenTask;
import gridwork.cases.SiteChecks;
import gridwork.cases.VerifyTrail;
import gridwork.cases.WithdrawCase;
import gridwork.cases.appeal.Appellants;
import gridwork.cases.application.Applications;
import gridwork.cases.application.EventApplications;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.procedure.Procedure;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.FactId;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Acting;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random walks of moves over every process with moves: work, moves, time that runs out and answers from outside in any order.
 * After each step no step is open twice, every open step whose time is limited has its one clock and no clock is left over,
 * and every signature is of what was signed; nobody has a task of a case that is about what they had a hand in; in the end the
 * case is closed and its trail verifies.
 *
 * <p>{@code -Dgridwork.moves.walks=10000} walks longer; {@code -Dgridwork.moves.seed=…} repeats one that failed; {@code
 * -Dgridwork.moves.processes=appeal,repair} walks over these only, and a seed is repeated with the same ones.
 */
@GridworkTest
class RandomMovesTest {
    private static final int WALKS = Integer.getInteger("gridwork.moves.walks", 60);
    private static final Logger LOG = LoggerFactory.getLogger(RandomMovesTest.class);
    private static final Long SEED = Long.getLong("gridwork.moves.seed");
    /** What a walk may begin with, by the folder of its process; what there is more of in a street, more often. */
    private static final List<String> PROCESSES = List.of(
            "event-handling",
            "event-handling",
            "joint-inspection",
            "site-check",
            "enterprise-visit",
            "urgent-response",
            "urgent-response",
            "event-approval",
            "appeal",
            "repair");

    private static final Set<String> CHOSEN =
            Set.of(System.getProperty("gridwork.moves.processes", String.join(",", Set.copyOf(PROCESSES)))
                    .split(","));

    private static final boolean ALL = CHOSEN.containsAll(PROCESSES);

    /** With so many walks these moves are made in some, and with so many more every one. */
    private static final int FOR_MOST = 60;

    private static final int FOR_ALL = 600;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int LONGEST = 12;
    private static final int ENOUGH = 80;
    private static final List<String> CREW = List.of(
            "inspector1",
            "inspector2",
            "inspector3",
            "worker",
            "office",
            "leader",
            "secretary",
            "liaison",
            "department",
            "d1-lead",
            "d1-colleague",
            "d2-inspector",
            "d2-colleague",
            "fazhan",
            "police",
            "of-chengguan",
            "of-shichang",
            "of-shichang-2",
            "of-xiaofang",
            "of-anjian");

    /** Which clock an open step has; a step that is not here has none. */
    private static final Map<String, String> CLOCKS = Map.ofEntries(
            Map.entry("user_worker", "level"),
            Map.entry("user_leader", "level"),
            Map.entry("user_secretary", "level"),
            Map.entry("user_office", "level"),
            Map.entry("user_department", "level"),
            Map.entry("user_arrange", "arrive"),
            Map.entry("user_check_part", "check"),
            Map.entry("user_sign_part", "check"),
            Map.entry("user_amend_record", "check"),
            Map.entry("user_unstaffed", "check"),
            Map.entry("user_rectify", "rectify"),
            Map.entry("user_recheck", "recheck"),
            Map.entry("user_record", "check"),
            Map.entry("user_sign", "check"),
            Map.entry("user_decide_part", "decide"),
            Map.entry("user_decide_appeal", "appeal"),
            Map.entry("user_check_repair", "repair"),
            Map.entry("user_visit", "arrive"));

    /** Steps beside the way of a case: one for each time that ran out. */
    private static final Set<String> FOLLOWING = Set.of(
            "user_supervise",
            "user_chase_part",
            "user_chase_arrangement",
            "user_visit_chase",
            "user_urgent_escalate",
            "user_squad_escalate");

    /** Where a squad stands and what it has still to be in time for. */
    private static final Map<String, Set<String>> OF_SQUADS = Map.of(
            "user_respond", Set.of("respond", "arrive", "reinforce"),
            "user_arrive", Set.of("arrive", "reinforce"),
            "user_handle", Set.of());

    private static final String URGENT = "urgent-event";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    Crew crew;

    @Autowired
    Underway underway;

    @Autowired
    Town town;

    @Autowired
    SiteChecks checks;

    @Autowired
    Cases cases;

    @Autowired
    CaseBook book;

    @Autowired
    Work work;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Signatures signatures;

    @Autowired
    VerifyTrail trails;

    @Autowired
    Officers officers;

    @Autowired
    Acting acting;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    OfferedMoves offered;

    @Autowired
    ReturnCase returning;

    @Autowired
    ChangeSigners signers;

    @Autowired
    CopyCase copying;

    @Autowired
    PassTask passing;

    @Autowired
    RemindDoer reminding;

    @Autowired
    SuspendCase suspending;

    @Autowired
    MergeCase merging;

    @Autowired
    SplitCase splitting;

    @Autowired
    Applications applications;

    @Autowired
    Appellants appellants;

    @Autowired
    Subjects subjects;

    @Autowired
    List<FormContents> forms;

    @Autowired
    TestClock clock;

    private Instant before;
    private @Nullable EventApplications events;
    private final Set<String> newcomers = new HashSet<>();

    @BeforeEach
    void crew() {
        before = clock.now();
        crew.comesToWork();
        events = new EventApplications(applications, subjects, crew, clock, work);
        events.departmentsComeToWork();
        appellants.departmentComesToWork();
        assertThat(PROCESSES).as("what walks may begin with").containsAll(CHOSEN);
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
        newcomers.forEach(appellants::leaves);
    }

    @Test
    void whatever_is_done_in_whatever_order_nothing_is_lost_and_nothing_is_twice() {
        long first = SEED == null ? new Random().nextLong() : SEED;
        Map<String, Integer> done = new HashMap<>();
        for (int i = 0; i < (SEED == null ? WALKS : 1); i++) {
            long seed = first + i;
            // seeds that follow each other begin alike unless they are spread
            var walk = new Walk(new Random(seed * SPREAD));
            try {
                walk.go();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("-Dgridwork.moves.seed=" + seed + " after " + walk.said, failure);
            }
            walk.said.forEach(each -> done.merge(each.replaceAll(" .*", ""), 1, Integer::sum));
        }
        LOG.info("{} walks from {}: {}", WALKS, first, new TreeMap<>(done));
        if (ALL && SEED == null && WALKS >= FOR_MOST) {
            assertThat(done)
                    .as("moves were made")
                    .containsKeys("return", "take-back", "pass-on", "remind", "suspend", "resume", "time");
        }
        if (ALL && SEED == null && WALKS >= FOR_ALL) {
            assertThat(done).as("every move was made").containsKeys("add-signer", "copy", "merge", "split");
        }
    }

    /** The street has officers of other tests too, who do not walk here. */
    private static boolean isStepOrOfTheCrew(String to) {
        return to.matches("[a-z]+_.*|[0-9]+")
                || CREW.stream().map(Crew::id).anyMatch(each -> each.value().equals(to));
    }

    private final class Walk {
        private final Random random;
        private final List<String> said = new ArrayList<>();
        private final Map<Long, String> signed = new HashMap<>();
        /** What the walk began with, and what was split from it. */
        private final List<CaseId> tops = new ArrayList<>();

        private @Nullable Subject shop;
        private @Nullable Subject replying;
        /** What the replies of the walk are about. */
        private final List<FactId> about = new ArrayList<>();

        private String last = "office";

        Walk(Random random) {
            this.random = random;
        }

        private void begins() {
            clock.set(on("2025-03-03"));
            switch (any(PROCESSES.stream().filter(CHOSEN::contains).toList())) {
                case "event-handling" -> {
                    SubjectId place = underway.place("随机路口");
                    tops.add(underway.event(place, "ordinary"));
                    if (random.nextBoolean()) {
                        clock.set(clock.now().plus(Duration.ofHours(random.nextInt(30))));
                        tops.add(underway.event(place, any(List.of("ordinary", "urgent"))));
                    }
                }
                case "joint-inspection" -> tops.add(underway.inspection("随机店"));
                case "site-check" ->
                    tops.add(checks.open(
                            town.site("随机工地", Crew.GRID).id(),
                            "key",
                            false,
                            "random-" + Ids.next(),
                            on("2025-03-07"),
                            List.of(Crew.id("inspector1"), Crew.id("inspector2"))));
                case "enterprise-visit" -> {
                    SubjectId firm = underway.enterprise("随机企业");
                    tops.add(underway.visit(firm, "enterprise-visit", "risk"));
                    clock.set(clock.now().plus(Duration.ofHours(random.nextInt(60))));
                    tops.add(underway.visit(firm, "building-visit", "building-tax"));
                }
                case "urgent-response" -> {
                    SubjectId place = underway.place("随机广场");
                    tops.add(underway.urgent(place));
                    if (random.nextBoolean()) {
                        tops.add(random.nextBoolean() ? underway.urgent(place) : underway.event(place, "ordinary"));
                    }
                }
                case "event-approval" -> {
                    shop = applying().shop("随机夜市");
                    tops.add(applying().sent(shop));
                }
                case "appeal" -> replies("appeal");
                default -> replies("repair");
            }
        }

        /** Whoever answered it, at whichever level, has a hand in the next. */
        private void rejectedBefore(CaseId earlier) {
            for (int up = random.nextInt(3); up > 0; up--) {
                clock.set(clock.now().plus(Duration.ofDays(20)));
                breaches.run();
            }
            OpenTask task = cases.openTasks(earlier).get(0);
            String who = doer(task);
            String outcome = task.step().equals("user_decide_appeal") ? "rejected" : "not-repaired";
            said.add("rejected-before " + who);
            crew.does(
                    who,
                    task.id(),
                    JSON.createObjectNode().put("outcome", outcome).put("reason", "属实"));
            tops.add(earlier);
        }

        /** Of a shop or a site, about what somebody found there; often a second one beside it. */
        private void replies(String way) {
            boolean isShop = random.nextBoolean();
            Subject its = appellants.subject(isShop ? "merchant" : "site", "随机陈述");
            if (isShop) {
                appellants.told(its, "community-visit", "advised", null, Map.of());
            }
            FactId found = isShop
                    ? appellants.complaint(its, any(List.of("of-shichang", "of-shichang-2", "office")))
                    : appellants.told(its, "violation", "no-fence", null, Map.of());
            replying = its;
            about.add(found);
            if (random.nextInt(3) == 0) {
                rejectedBefore(appellants.sent(its, its.ref().kind() + "-" + way, found));
            }
            tops.add(appellants.sent(its, its.ref().kind() + "-" + way, found));
            if (random.nextInt(3) == 0) {
                tops.add(
                        appellants.sent(its, its.ref().kind() + (way.equals("repair") ? "-appeal" : "-repair"), found));
            }
            if (isShop && random.nextInt(3) == 0) {
                tops.add(appellants.sentAboutResult(its, "merchant-appeal", "merchant-credit"));
            }
        }

        private EventApplications applying() {
            return Objects.requireNonNull(events);
        }

        void go() {
            begins();
            holds();
            int steps = 3 + random.nextInt(LONGEST - 2);
            for (int i = 0; i < steps && isOpen(); i++) {
                step();
                holds();
            }
            for (CaseId each : List.copyOf(tops)) {
                if (isOpen(each) && random.nextInt(4) == 0) {
                    withdrawals.withdraw(each, "到此为止", officer(clerk(each)));
                    said.add("withdraw");
                    holds();
                }
            }
            for (int i = 0; isOpen(); i++) {
                assertThat(i).as("it can be closed: " + steps(tree())).isLessThan(ENOUGH);
                forward();
            }
            tree().forEach(each -> {
                assertThat(each.open()).isFalse();
                assertThat(open(each.id())).as("clocks of what is closed").isEmpty();
            });
            tops.stream()
                    .map(each -> cases.find(each).orElseThrow())
                    .filter(each -> !each.mergedIntoAnother()
                            && !each.details().has("withdrawn")
                            && !each.details().has("ended"))
                    .forEach(each -> assertThat(clocks.of(each.id()))
                            .as("what is done is done, in time or late: %s", each)
                            .noneMatch(its -> its.endedWithIts()));
            holds();
            tree().forEach(each -> assertThat(
                            trails.of(each.id(), VerifyTrail.Also.NOTHING).breaks())
                    .isEmpty());
        }

        private boolean isOpen() {
            return tops.stream().anyMatch(this::isOpen);
        }

        private boolean isOpen(CaseId of) {
            return cases.find(of).orElseThrow().open();
        }

        private List<Case> tree() {
            List<Case> all = new ArrayList<>();
            tops.forEach(each -> all.add(cases.find(each).orElseThrow()));
            for (int i = 0; i < all.size(); i++) {
                all.addAll(cases.cameFrom(all.get(i).id()));
            }
            return all;
        }

        private List<String> steps(List<Case> all) {
            return all.stream()
                    .flatMap(each -> cases.openTasks(each.id()).stream())
                    .map(OpenTask::step)
                    .toList();
        }

        private void step() {
            List<Case> all = tree().stream().filter(Case::open).toList();
            int kind = random.nextInt(10);
            if (all.isEmpty()) {
                return;
            }
            try {
                if (replying != null && random.nextInt(8) == 0) {
                    fromOutside(replying);
                } else if (kind < 4) {
                    List<OpenTask> tasks = all.stream()
                            .filter(each -> !each.suspended() || random.nextInt(10) == 0)
                            .flatMap(each -> cases.openTasks(each.id()).stream())
                            .toList();
                    if (!tasks.isEmpty()) {
                        does(any(tasks), false);
                    } else {
                        answers();
                    }
                } else if (kind < 9) {
                    moves(any(all));
                } else {
                    said.add("time passes");
                    clock.set(clock.now().plus(Duration.ofHours(1 + random.nextInt(60))));
                    breaches.run();
                }
            } catch (Refused refused) {
                said.add("refused " + refused.code());
            }
        }

        private void moves(Case of) {
            List<OpenTask> tasks = cases.openTasks(of.id());
            String who = switch (random.nextInt(3)) {
                case 0 -> any(List.of("office", "office", any(CREW)));
                case 1 -> last;
                default -> tasks.isEmpty() ? last : doer(any(tasks));
            };
            Officer officer = officer(who);
            List<OfferedMoves.Offered> all = offered.of(of, officer);
            if (all.isEmpty()) {
                return;
            }
            assertThat(of.bars(officer.id()))
                    .as("who had a hand in it has no move")
                    .isFalse();
            // first which move, so that none is rare because it is offered at one place only
            String kind =
                    any(all.stream().map(OfferedMoves.Offered::code).distinct().toList());
            OfferedMoves.Offered one =
                    any(all.stream().filter(each -> each.code().equals(kind)).toList());
            List<String> whereTo = one.to().keySet().stream()
                    .filter(RandomMovesTest::isStepOrOfTheCrew)
                    .toList();
            if (one.move() == Procedure.Moving.SPLIT) {
                splits(of, one, officer);
                return;
            }
            if (whereTo.isEmpty() && !one.to().isEmpty()) {
                return;
            }
            String to = whereTo.isEmpty() ? "" : any(whereTo);
            boolean resumes = one.code().equals("suspend") && of.suspended();
            said.add((resumes ? "resume" : one.code()) + " " + one.step() + " " + to);
            switch (one.move()) {
                case RETURN -> returning.back(of.id(), String.valueOf(one.step()), one.task(), to, "随机退回", officer);
                case TAKE_BACK -> returning.takeBack(of.id(), String.valueOf(one.step()), to, "", officer);
                case ADD_SIGNER -> signers.add(of.id(), String.valueOf(one.step()), new OfficerId(to), "随机加签", officer);
                case REMOVE_SIGNER ->
                    signers.remove(of.id(), String.valueOf(one.step()), new OfficerId(to), "随机减签", officer);
                case PASS_ON -> passing.pass(of.id(), String.valueOf(one.task()), new OfficerId(to), "随机转办", officer);
                case MERGE -> merges(of, new CaseId(Long.parseLong(to)), officer);
                case SPLIT -> throw new IllegalStateException("it is split before");
                case COPY -> copying.copy(of.id(), new OfficerId(to), "", officer);
                case REMIND -> reminding.remind(of.id(), String.valueOf(one.task()), "", officer);
                case SUSPEND -> {
                    if (resumes) {
                        suspending.resume(of.id(), officer);
                    } else {
                        suspending.suspend(of.id(), "随机中止", officer);
                    }
                }
            }
        }

        /** For the same thing no deadline is later than either was. */
        private void merges(Case of, CaseId into, Officer officer) {
            Map<String, Instant> earliest = new HashMap<>();
            List<CaseClock> both = new ArrayList<>(open(of.id()));
            both.addAll(open(into));
            both.stream()
                    .filter(each -> each.dueAt() != null)
                    .forEach(each -> earliest.merge(
                            each.item(),
                            Objects.requireNonNull(each.dueAt()),
                            (one, other) -> one.isBefore(other) ? one : other));
            merging.merge(of.id(), into, "随机并案", officer);
            assertThat(cases.find(of.id()).orElseThrow().mergedIntoAnother()).isTrue();
            assertThat(cases.openTasks(of.id())).isEmpty();
            Map<String, Instant> now = new HashMap<>();
            open(into).stream()
                    .filter(each -> each.dueAt() != null)
                    .forEach(each -> now.put(each.item(), Objects.requireNonNull(each.dueAt())));
            assertThat(now).as("no clock is lost").isEqualTo(earliest);
        }

        /** Both have the same time left. */
        private void splits(Case of, OfferedMoves.Offered one, Officer officer) {
            Set<String> taken = one.to().isEmpty() || random.nextBoolean()
                    ? Set.of()
                    : Set.of(any(List.copyOf(one.to().keySet())));
            said.add("split " + taken);
            CaseId own = splitting.split(of.id(), taken, "随机分案", officer);
            tops.add(own);
            assertThat(open(own))
                    .extracting(CaseClock::item, CaseClock::dueAt)
                    .containsExactlyInAnyOrderElementsOf(open(of.id()).stream()
                            .map(each -> tuple(each.item(), each.dueAt()))
                            .toList());
            assertThat(steps(List.of(cases.find(own).orElseThrow())))
                    .containsExactlyInAnyOrderElementsOf(
                            steps(List.of(cases.find(of.id()).orElseThrow())));
        }

        /** Somebody who may do it does it, one way or another; on the way to the end the way that leads there. */
        private void does(OpenTask task, boolean forward) {
            String who = doer(task);
            said.add("do " + task.step() + " " + who);
            crew.does(who, task.id(), content(task, who, forward));
            last = who;
            if (cases.find(task.caseId()).orElseThrow().open()) {
                remember();
            }
        }

        private String doer(OpenTask task) {
            if (task.assignee() != null) {
                return task.assignee().replaceFirst("crew-", "");
            }
            Case of = cases.find(task.caseId()).orElseThrow();
            List<String> all = CREW.stream()
                    .filter(each -> acting.groups(officer(each)).stream().anyMatch(task.groups()::contains))
                    .filter(each -> !of.bars(Crew.id(each)))
                    .toList();
            if (all.isEmpty() && replying != null) {
                return newcomer(of, Duty.of(task.groups().iterator().next()));
            }
            assertThat(all).as("somebody may do " + task).isNotEmpty();
            return any(all);
        }

        private String clerk(CaseId of) {
            Case it = cases.find(of).orElseThrow();
            return it.bars(Crew.id("office")) ? newcomer(it, office()) : "office";
        }

        private Duty office() {
            return officer("office").duties().iterator().next();
        }

        /** Where everybody had a hand in it, it waits for somebody who is new. */
        private String newcomer(Case of, Duty duty) {
            int number = 1;
            while (of.bars(Crew.id(newcomer(duty, number)))) {
                number++;
            }
            said.add("newcomer " + duty.group());
            newcomers.add(newcomer(duty, number));
            return appellants.comesToWork(newcomer(duty, number), duty);
        }

        private static String newcomer(Duty duty, int number) {
            return "new-" + duty.role() + "-" + number;
        }

        /** Whoever replied takes it back or replies again, or what it is about is found wrong elsewhere. */
        private void fromOutside(Subject its) {
            CaseId top = any(tops);
            Case of = cases.find(top).orElseThrow();
            FactId fact = about.get(0);
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (of.open()) {
                        said.add("take-back-reply");
                        appellants.then(top, its, "withdraws");
                    }
                }
                case 1 -> {
                    if (of.open() && random.nextInt(3) == 0) {
                        said.add("void");
                        appellants.voided(fact);
                    }
                }
                default -> {
                    if (!of.open()) {
                        said.add("reply-again");
                        CaseId again = appellants.sent(its, of.matter(), fact);
                        if (!tops.contains(again)) {
                            tops.add(again);
                        }
                    }
                }
            }
        }

        /** Of what an appeal is about, each fact that still counts may stay, be void or be another. */
        private ObjectNode verdict(Case of) {
            List<FactId> counting = new ArrayList<>();
            of.details().path("reply").path("facts").forEach(each -> {
                FactId id = new FactId(each.asLong());
                if (appellants.fact(id).voidedBy() == null) {
                    counting.add(id);
                }
            });
            boolean upheld = !counting.isEmpty() && random.nextInt(3) == 0;
            ObjectNode content = JSON.createObjectNode()
                    .put("outcome", upheld ? "upheld" : "rejected")
                    .put("reason", "复核过");
            if (upheld) {
                content.withArray("/verdicts")
                        .addObject()
                        .put("fact", String.valueOf(any(counting).value()))
                        .put("verdict", "void");
            }
            return content;
        }

        private ObjectNode content(OpenTask task, String who, boolean forward) {
            Case of = cases.find(task.caseId()).orElseThrow();
            return switch (task.step()) {
                case "user_worker", "user_leader", "user_secretary", "user_office", "user_department" -> {
                    boolean solved = forward || random.nextBoolean();
                    ObjectNode content =
                            JSON.createObjectNode().put("solved", solved).put("description", "到场处理");
                    if (solved) {
                        content.put("answer", "已经处理").putArray("photos").add(crew.photo(of, who));
                    }
                    yield content;
                }
                case "user_arrange" -> {
                    LocalDate due = of.dueOn();
                    LocalDate day = due == null
                                    || due.isBefore(clock.today())
                                    || of.matter().equals(EventApplications.MATTER)
                            ? clock.today()
                            : clock.today()
                                    .plusDays(random.nextInt(Math.toIntExact(
                                            java.time.temporal.ChronoUnit.DAYS.between(clock.today(), due) + 1)));
                    yield JSON.createObjectNode().put("visitOn", day.toString()).put("place", "店门口");
                }
                case "user_check_part" -> underway.record(of, forward || random.nextBoolean());
                case "user_sign_part" -> {
                    int outcome = forward ? 0 : random.nextInt(4);
                    ObjectNode content = underway.signature(of.id());
                    yield outcome < 2
                            ? content
                            : content.put("outcome", outcome == 2 ? "own-wrong" : "shared-wrong")
                                    .put("remark", "写错了");
                }
                case "user_record" -> forward || random.nextBoolean() ? crew.record() : crew.record("unsafe-structure");
                case "user_sign" -> crew.confirmed();
                case "user_rectify" -> {
                    ObjectNode content = JSON.createObjectNode().put("description", "已改");
                    content.putArray("photos").add(crew.photo(of, who));
                    yield content;
                }
                case "user_visit" -> {
                    String outcome = forward ? "solved" : any(List.of("solved", "nobody", "handed", "fine"));
                    ObjectNode content =
                            JSON.createObjectNode().put("outcome", outcome).put("description", "走访了");
                    yield outcome.equals("handed") ? content.put("to", any(List.of("crew-d1", "fazhan"))) : content;
                }
                case "user_respond", "user_arrive", "user_police_way" -> JSON.createObjectNode();
                case "user_handle" -> {
                    String outcome =
                            forward ? "settled" : any(List.of("settled", "settled", "on", "reinforce", "police"));
                    ObjectNode content =
                            JSON.createObjectNode().put("outcome", outcome).put("description", "现场处置");
                    yield outcome.equals("reinforce") ? content.put("to", any(List.of("crew-d1", "crew-d2"))) : content;
                }
                case "user_police_accept" ->
                    JSON.createObjectNode()
                            .put("accepted", random.nextBoolean())
                            .put("description", "回执");
                case "user_mediate" -> {
                    boolean settled = forward || random.nextBoolean();
                    ObjectNode content =
                            JSON.createObjectNode().put("settled", settled).put("description", "回访");
                    yield settled ? content.put("answer", "已经处理") : content;
                }
                case "user_decide_part" -> {
                    boolean agrees = forward || random.nextInt(4) > 0;
                    ObjectNode content = JSON.createObjectNode()
                            .put("outcome", agrees ? "agree" : "refuse")
                            .put("reason", "审查过")
                            .put("read", read(of));
                    yield agrees ? content : content.put("mend", "补消防通道图");
                }
                case "user_decide_appeal" -> verdict(of);
                case "user_check_repair" ->
                    JSON.createObjectNode()
                            .put(
                                    "outcome",
                                    any(
                                            forward
                                                    ? List.of("repaired", "not-repaired")
                                                    : List.of("repaired", "not-repaired", "unclear", "unclear")))
                            .put("reason", "核查过");
                case "user_recheck" ->
                    JSON.createObjectNode()
                            .put("passed", forward || random.nextBoolean())
                            .put("description", "看了");
                default -> JSON.createObjectNode().put("description", "已处理");
            };
        }

        private String read(Case of) {
            return forms.stream()
                    .map(each -> each.of(of, "user_decide_part").get("read"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .findFirst()
                    .orElseThrow();
        }

        /** Towards the end: what rests goes on, what is open is done, what waits for the reporter is answered. */
        private void forward() {
            for (Case each : tree()) {
                if (each.open()
                        && each.suspended()
                        && !each.details().path(Case.SUSPENDED).has("under")) {
                    suspending.resume(each.id(), officer(clerk(each.id())));
                    said.add("resume");
                    return;
                }
            }
            List<OpenTask> tasks = tree().stream()
                    .flatMap(each -> cases.openTasks(each.id()).stream())
                    .toList();
            if (tasks.isEmpty()) {
                answers();
            } else {
                // an application is visited before it is decided, an event mediated when nobody is at it any more
                does(
                        tasks.stream()
                                .filter(each -> !each.step().equals("user_decide_part")
                                        && !each.step().equals("user_mediate"))
                                .findFirst()
                                .orElse(tasks.get(0)),
                        true);
            }
            holds();
        }

        /** Whoever reported it is content, whoever applied mends what is asked. */
        private void answers() {
            for (CaseId top : tops) {
                Case of = cases.find(top).orElseThrow();
                if (of.open()
                        && of.details().path("values").path("phase").asText().equals("asking")) {
                    said.add("answer");
                    work.run(() -> {
                        Case now = book.get(top);
                        ObjectNode details = now.details().deepCopy();
                        details.withObject("/values").put("confirmed", true);
                        book.change(now, now.dueOn(), details);
                        book.tell(top, "reporter-answered");
                    });
                } else if (of.open() && of.matter().equals(EventApplications.MATTER) && isReturned(of)) {
                    said.add("mend");
                    applying().then(top, Objects.requireNonNull(shop), "mends");
                }
            }
        }

        private boolean isReturned(Case of) {
            return open(of.id()).stream().anyMatch(each -> each.item().equals("mend"));
        }

        // --- what holds after every step

        private void holds() {
            for (Case each : tree()) {
                List<OpenTask> tasks = cases.openTasks(each.id());
                once(each, tasks);
                clocked(each, tasks);
                assertThat(tasks)
                        .as("nobody has what they had a hand in: %s", each.id())
                        .noneMatch(task -> task.assignee() != null && each.bars(new OfficerId(task.assignee())));
            }
            stillSigned();
        }

        private void once(Case of, List<OpenTask> tasks) {
            Map<String, Long> open = tasks.stream()
                    .filter(each -> !FOLLOWING.contains(each.step()))
                    .collect(Collectors.groupingBy(
                            each -> each.step().equals("user_sign") ? each.step() + each.assignee() : each.step(),
                            Collectors.counting()));
            assertThat(open.values()).as("open in %s: %s", of.id(), open).allMatch(each -> each == 1);
            Map<String, Long> late = tasks.stream()
                    .filter(each -> FOLLOWING.contains(each.step()))
                    .collect(Collectors.groupingBy(OpenTask::step, Collectors.counting()));
            long breached = clocks.of(of.id()).stream()
                    .filter(each -> each.breachedAt() != null)
                    .count();
            assertThat(late.values())
                    .as("one for each time that ran out: %s", late)
                    .allMatch(each -> each <= breached);
        }

        private void clocked(Case of, List<OpenTask> tasks) {
            Set<String> wanted = tasks.stream()
                    .map(each -> CLOCKS.get(each.step()))
                    .filter(each -> each != null)
                    .collect(Collectors.toSet());
            if (of.open() && of.details().path("values").path("phase").asText().equals("asking")) {
                wanted.add("reporter");
            }
            if (of.open() && of.matter().equals(URGENT)) {
                ofUrgent(of, tasks, wanted);
            }
            if (of.open() && of.matter().equals(EventApplications.MATTER) && isReturned(of)) {
                assertThat(tasks).noneMatch(each -> each.step().equals("user_decide_part"));
                wanted.add("mend");
            }
            List<CaseClock> open = open(of.id());
            assertThat(open)
                    .as("clocks of %s at %s", of.id(), tasks)
                    .extracting(CaseClock::item)
                    .containsExactlyInAnyOrderElementsOf(wanted);
            if (of.suspended()) {
                assertThat(open).noneMatch(each -> each.at(clock.now()) == CaseClock.State.RUNNING);
            } else {
                assertThat(open).noneMatch(each -> each.at(clock.now()) == CaseClock.State.PAUSED);
            }
        }

        /** What a squad began with, as far as it has got; the event is mediated in time, and what went into it runs on. */
        private void ofUrgent(Case of, List<OpenTask> tasks, Set<String> wanted) {
            wanted.clear();
            Set<String> begun = clocks.of(of.id()).stream().map(CaseClock::item).collect(Collectors.toSet());
            if (of.parent() == null) {
                wanted.addAll(begun);
                return;
            }
            tasks.forEach(each -> wanted.addAll(OF_SQUADS.getOrDefault(each.step(), Set.of())));
            wanted.retainAll(begun);
        }

        private void remember() {
            for (Case each : tree()) {
                for (Signature given : signatures.about(each.about())) {
                    signed.putIfAbsent(given.id(), given.signed());
                }
            }
        }

        /** Word for word as it was when it was given, and for a department that has signed the record that lies in its part. */
        private void stillSigned() {
            Map<Long, Signature> there = new HashMap<>();
            for (Case each : tree()) {
                for (Signature given : signatures.about(each.about())) {
                    there.put(given.id(), given);
                    assertThat(given.intact()).isTrue();
                }
            }
            signed.forEach((id, words) -> assertThat(there.get(id))
                    .as("signature %s", id)
                    .isNotNull()
                    .satisfies(each -> assertThat(each.signed()).isEqualTo(words)));
            for (Case part : tree()) {
                String hash = part.details().path("signature").path("sha256").asText("");
                there.values().stream()
                        .filter(each -> each.sha256().equals(hash))
                        .forEach(each -> {
                            try {
                                assertThat(JSON.readTree(each.signed()).path("record"))
                                        .isEqualTo(part.details().path("record"));
                            } catch (IOException broken) {
                                throw new UncheckedIOException(broken);
                            }
                        });
            }
        }

        private List<CaseClock> open(CaseId of) {
            return clocks.of(of).stream().filter(CaseClock::open).toList();
        }

        private Officer officer(String name) {
            return officers.find(Crew.id(name)).orElseThrow();
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
