package gridwork.cases.moves;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

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
import gridwork.cases.OpenTask;
import gridwork.cases.SiteChecks;
import gridwork.cases.VerifyTrail;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Acting;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random walks of moves over every process with moves: work, moves, time that runs out and answers from outside in any order.
 * After each step no step is open twice, every open step whose time is limited has its one clock and no clock is left over,
 * and every signature is of what was signed; in the end the case is closed and its trail verifies.
 *
 * <p>{@code -Dgridwork.moves.walks=10000} walks longer; {@code -Dgridwork.moves.seed=…} repeats one that failed.
 */
@GridworkTest
class RandomMovesTest {
    private static final int WALKS = Integer.getInteger("gridwork.moves.walks", 60);
    private static final Logger LOG = LoggerFactory.getLogger(RandomMovesTest.class);
    private static final Long SEED = Long.getLong("gridwork.moves.seed");
    /** With so many walks every move is made in some. */
    private static final int FOR_ALL = 60;

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
            "d2-colleague");

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
            Map.entry("user_sign", "check"));

    /** Steps beside the way of a case: one for each time that ran out. */
    private static final Set<String> FOLLOWING = Set.of("user_supervise", "user_chase_part", "user_chase_arrangement");

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
    TestClock clock;

    private Instant before;

    @BeforeEach
    void crew() {
        before = clock.now();
        crew.comesToWork();
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    @Test
    void whatever_is_done_in_whatever_order_nothing_is_lost_and_nothing_is_twice() {
        long first = SEED == null ? new Random().nextLong() : SEED;
        Map<String, Integer> done = new HashMap<>();
        for (int i = 0; i < (SEED == null ? WALKS : 1); i++) {
            long seed = first + i;
            var walk = new Walk(new Random(seed));
            try {
                walk.go();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("-Dgridwork.moves.seed=" + seed + " after " + walk.said, failure);
            }
            walk.said.forEach(each -> done.merge(each.replaceAll(" .*", ""), 1, Integer::sum));
        }
        LOG.info("{} walks from {}: {}", WALKS, first, new TreeMap<>(done));
        if (SEED == null && WALKS >= FOR_ALL) {
            assertThat(done)
                    .as("every move was made")
                    .containsKeys(
                            "return", "take-back", "pass-on", "add-signer", "remind", "suspend", "resume", "time");
        }
    }

    /** The street has officers of other tests too, who do not walk here. */
    private static boolean isStepOrOfTheCrew(String to) {
        return to.matches("[a-z]+_.*")
                || CREW.stream().map(Crew::id).anyMatch(each -> each.value().equals(to));
    }

    private final class Walk {
        private final Random random;
        private final List<String> said = new ArrayList<>();
        private final Map<Long, String> signed = new HashMap<>();
        private final CaseId top;
        private String last = "office";

        Walk(Random random) {
            this.random = random;
            clock.set(on("2025-03-03"));
            top = switch (random.nextInt(3)) {
                case 0 -> underway.event("随机路口");
                case 1 -> underway.inspection("随机店");
                default ->
                    checks.open(
                            town.site("随机工地", Crew.GRID).id(),
                            "key",
                            false,
                            "random-" + Ids.next(),
                            on("2025-03-07"),
                            List.of(Crew.id("inspector1"), Crew.id("inspector2")));
            };
        }

        void go() {
            holds();
            int steps = 3 + random.nextInt(LONGEST - 2);
            for (int i = 0; i < steps && isOpen(); i++) {
                step();
                holds();
            }
            if (isOpen() && random.nextInt(4) == 0) {
                withdrawals.withdraw(top, "到此为止", officer("office"));
                said.add("withdraw");
            }
            for (int i = 0; isOpen(); i++) {
                assertThat(i).as("it can be closed: " + steps(tree())).isLessThan(ENOUGH);
                forward();
            }
            tree().forEach(each -> {
                assertThat(each.open()).isFalse();
                assertThat(open(each.id())).as("clocks of what is closed").isEmpty();
            });
            holds();
            tree().forEach(each -> assertThat(
                            trails.of(each.id(), VerifyTrail.Also.NOTHING).breaks())
                    .isEmpty());
        }

        private boolean isOpen() {
            return cases.find(top).orElseThrow().open();
        }

        private List<Case> tree() {
            List<Case> all = new ArrayList<>(List.of(cases.find(top).orElseThrow()));
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
            try {
                if (kind < 4) {
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
                case 0 -> any(List.of("office", any(CREW)));
                case 1 -> last;
                default -> tasks.isEmpty() ? last : doer(any(tasks));
            };
            Officer officer = officer(who);
            List<OfferedMoves.Offered> all = offered.of(of, officer);
            if (all.isEmpty()) {
                return;
            }
            // first which move, so that none is rare because it is offered at one place only
            String kind =
                    any(all.stream().map(OfferedMoves.Offered::code).distinct().toList());
            OfferedMoves.Offered one =
                    any(all.stream().filter(each -> each.code().equals(kind)).toList());
            List<String> whereTo = one.to().keySet().stream()
                    .filter(RandomMovesTest::isStepOrOfTheCrew)
                    .toList();
            if (whereTo.isEmpty() && !one.to().isEmpty()) {
                return;
            }
            String to = whereTo.isEmpty() ? "" : any(whereTo);
            boolean resumes = one.code().equals("suspend") && of.suspended();
            said.add((resumes ? "resume" : one.code()) + " " + one.step() + " " + to);
            switch (one.move()) {
                case RETURN -> returning.back(of.id(), String.valueOf(one.step()), one.task(), to, "随机退回", officer);
                case TAKE_BACK -> returning.takeBack(of.id(), String.valueOf(one.step()), to, "", officer);
                case ADD_SIGNER ->
                    signers.add(
                            of.id(), String.valueOf(one.step()), new gridwork.street.OfficerId(to), "随机加签", officer);
                case REMOVE_SIGNER ->
                    signers.remove(
                            of.id(), String.valueOf(one.step()), new gridwork.street.OfficerId(to), "随机减签", officer);
                case PASS_ON ->
                    passing.pass(
                            of.id(), String.valueOf(one.task()), new gridwork.street.OfficerId(to), "随机转办", officer);
                case COPY -> copying.copy(of.id(), new gridwork.street.OfficerId(to), "", officer);
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
            List<String> all = CREW.stream()
                    .filter(each -> acting.groups(officer(each)).stream().anyMatch(task.groups()::contains))
                    .toList();
            assertThat(all).as("somebody may do " + task).isNotEmpty();
            return any(all);
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
                    LocalDate day = due == null || due.isBefore(clock.today())
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
                case "user_recheck" ->
                    JSON.createObjectNode()
                            .put("passed", forward || random.nextBoolean())
                            .put("description", "看了");
                default -> JSON.createObjectNode().put("description", "已处理");
            };
        }

        /** Towards the end: what rests goes on, what is open is done, what waits for the reporter is answered. */
        private void forward() {
            for (Case each : tree()) {
                if (each.open()
                        && each.suspended()
                        && !each.details().path(Case.SUSPENDED).has("under")) {
                    suspending.resume(each.id(), officer("office"));
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
                does(tasks.get(0), true);
            }
            holds();
        }

        /** Whoever reported it is content. */
        private void answers() {
            Case of = cases.find(top).orElseThrow();
            if (of.details().path("values").path("phase").asText().equals("asking")) {
                said.add("answer");
                work.run(() -> {
                    Case now = book.get(top);
                    ObjectNode details = now.details().deepCopy();
                    details.withObject("/values").put("confirmed", true);
                    book.change(now, now.dueOn(), details);
                    book.tell(top, "reporter-answered");
                });
            }
        }

        // --- what holds after every step

        private void holds() {
            for (Case each : tree()) {
                List<OpenTask> tasks = cases.openTasks(each.id());
                once(each, tasks);
                clocked(each, tasks);
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
