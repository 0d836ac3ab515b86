package gridwork.cases.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Statements;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.TrailEntry;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.moves.OfferedMoves;
import gridwork.cases.moves.PassTask;
import gridwork.cases.moves.SuspendCase;
import gridwork.cases.own.OwnCodes;
import gridwork.decisions.Decisions;
import gridwork.decisions.Disputes;
import gridwork.decisions.Standing;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.facts.Voiding;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Duty;
import gridwork.street.Leaves;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 陈述申辩: what a subject says against a fact or a result, and who answers it. */
@GridworkTest
class AppealsTest {
    private static final String APPEAL = "merchant-appeal";
    private static final String REPAIR = "merchant-repair";

    @LocalServerPort
    int port;

    @Autowired
    Appellants appellants;

    @Autowired
    Replies replies;

    @Autowired
    ReplyDesk desk;

    @Autowired
    Disputes disputes;

    @Autowired
    Decisions decisions;

    @Autowired
    Facts facts;

    @Autowired
    Cases cases;

    @Autowired
    Subjects subjects;

    @Autowired
    OwnCodes codes;

    @Autowired
    Breaches breaches;

    @Autowired
    OfferedMoves offered;

    @Autowired
    PassTask passing;

    @Autowired
    SuspendCase suspending;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    TaskService tasks;

    @Autowired
    Clocks clocks;

    @Autowired
    Officers officers;

    @Autowired
    Leaves leaves;

    @Autowired
    Crew crew;

    @Autowired
    TestClock clock;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    Subject shop;
    FactId complaint;

    @BeforeEach
    void a_shop_with_a_complaint_that_was_found_true() {
        crew.comesToWork();
        appellants.departmentComesToWork();
        clock.set(Appellants.TODAY);
        work.run(() -> jdbc.sql("delete from follow_try").update());
        shop = appellants.subject("merchant", "申辩小馆");
        appellants.told(shop, "community-visit", "advised", null, Map.of());
        complaint = appellants.complaint(shop, "of-shichang");
    }

    private Voiding voiding(FactId fact) {
        return Objects.requireNonNull(facts.voidings(List.of(fact)).get(fact));
    }

    private static void assertRefused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .satisfies(failure -> assertThat(refusal(failure)).isEqualTo(code));
    }

    private static String refusal(Throwable failure) {
        Throwable each = failure;
        while (each != null && !(each instanceof Refused)) {
            each = each.getCause();
        }
        return each instanceof Refused refused ? refused.code() : String.valueOf(failure);
    }

    private Case of(CaseId id) {
        return cases.find(id).orElseThrow();
    }

    private String colour() {
        return decisions
                .standing(shop.id(), "merchant-credit")
                .map(Standing::result)
                .orElse("");
    }

    private void decides(String who, CaseId id, String written) {
        crew.does(who, crew.task(id, ReplyCase.DECIDE), crew.content(written));
    }

    private void upholds(String who, CaseId id, FactId... voided) {
        StringBuilder verdicts = new StringBuilder();
        for (FactId each : voided) {
            verdicts.append(verdicts.isEmpty() ? "" : ",")
                    .append("{\"fact\": \"" + each.value() + "\", \"verdict\": \"void\"}");
        }
        decides(who, id, "{\"outcome\": \"upheld\", \"reason\": \"照片不是本店\", \"verdicts\": [" + verdicts + "]}");
    }

    private void rejects(String who, CaseId id) {
        decides(who, id, "{\"outcome\": \"rejected\", \"reason\": \"记录属实\"}");
    }

    private String state(Subject subject, CaseId id) {
        return desk.shown(appellants.of(id, subject)).row().state();
    }

    private List<String> happened(CaseId id) {
        return cases.trail(id).stream().map(TrailEntry::what).toList();
    }

    @Test
    void an_upheld_appeal_voids_the_fact_and_the_rules_decide_anew() {
        assertThat(colour()).isEqualTo("yellow");
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        upholds("of-shichang-2", id, complaint);
        assertThat(of(id).open()).isFalse();
        assertThat(appellants.fact(complaint).voidedBy()).isNotNull();
        assertThat(voiding(complaint).officer())
                .isEqualTo(Crew.id("of-shichang-2").value());
        assertThat(colour()).isEqualTo("green");
        ReplySheet.Answer answer = answer(shop, id);
        assertThat(answer.outcome()).isEqualTo("upheld");
        assertThat(answer.by().zh()).as("the office, and no person").isEqualTo("市场监管所");
        assertThat(answer.changed())
                .singleElement()
                .satisfies(each -> assertThat(each.was().zh()).contains("食品安全"));
        assertThat(happened(id)).contains("reply-level", "appeal-decided", "reply-corrected", "closed");
    }

    private ReplySheet.Answer answer(Subject subject, CaseId id) {
        return Objects.requireNonNull(
                Objects.requireNonNull(desk.shown(appellants.of(id, subject)).sheet())
                        .answer());
    }

    @Test
    void a_corrected_fact_keeps_both_versions() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        decides(
                "of-shichang-2",
                id,
                "{\"outcome\": \"upheld\", \"reason\": \"是噪音\", \"verdicts\": [{\"fact\": \"" + complaint.value()
                        + "\", \"verdict\": \"correct\", \"category\": \"noise\"}]}");
        FactId now = Objects.requireNonNull(appellants.fact(complaint).voidedBy());
        Fact corrected = appellants.fact(now);
        assertThat(corrected.category()).isEqualTo("noise");
        assertThat(corrected.occurredAt()).isEqualTo(appellants.fact(complaint).occurredAt());
        assertThat(voiding(complaint).correction()).isTrue();
        assertThat(state(shop, id)).as("the correction is its own").isEqualTo("upheld");
    }

    @Test
    void what_was_corrected_can_be_corrected_back() {
        String corrected =
                "{\"outcome\": \"upheld\", \"reason\": \"归类有误\", \"verdicts\": [{\"fact\": \"%d\", \"verdict\": \"correct\", \"category\": \"%s\"}]}";
        decides(
                "of-shichang-2",
                appellants.sent(shop, APPEAL, complaint),
                corrected.formatted(complaint.value(), "noise"));
        FactId noise = Objects.requireNonNull(appellants.fact(complaint).voidedBy());
        clock.set(clock.today().plusDays(1));
        CaseId back = appellants.sent(shop, APPEAL, noise);
        decides("of-shichang-2", back, corrected.formatted(noise.value(), "food-safety"));
        FactId again = Objects.requireNonNull(appellants.fact(noise).voidedBy());
        assertThat(appellants.fact(again).category()).isEqualTo("food-safety");
        assertThat(appellants.fact(again).voidedBy()).isNull();
        assertThat(state(shop, back)).isEqualTo("upheld");
    }

    @Test
    void whoever_recorded_it_can_neither_take_it_on_nor_decide() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        assertRefused("case-own-hand", () -> rejects("of-shichang", id));
        assertThat(of(id).open()).isTrue();
        rejects("of-shichang-2", id);
        assertThat(appellants.fact(complaint).voidedBy()).isNull();
        assertThat(state(shop, id)).isEqualTo("rejected");
    }

    @Test
    void it_is_passed_on_to_nobody_who_had_a_hand_in_it_and_they_have_no_move() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        String third = appellants.comesToWork("of-shichang-3", new Duty("department-officer", "shichang"));
        try {
            String task = crew.task(id, ReplyCase.DECIDE);
            crew.as(
                    "of-shichang-2",
                    () -> tasks.claim(task, Crew.id("of-shichang-2").value()));
            assertThat(moves("of-shichang-2", id))
                    .filteredOn(each -> each.code().equals("pass-on"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.to())
                            .containsKey(Crew.id(third).value())
                            .doesNotContainKey(Crew.id("of-shichang").value()));
            assertRefused(
                    "move-not-to-them",
                    () -> passing.pass(id, task, Crew.id("of-shichang"), "更熟悉情况", officer("of-shichang-2")));
            passing.pass(id, task, Crew.id(third), "手头还有别的申诉", officer("of-shichang-2"));
            assertThat(cases.openTasks(id))
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.assignee()).isEqualTo(Crew.id(third).value()));
            assertThat(happened(id)).contains("passed-on");
            assertThat(moves("of-shichang", id)).isEmpty();
            rejects(third, id);
            assertThat(state(shop, id)).isEqualTo("rejected");
        } finally {
            appellants.leaves(third);
        }
    }

    @Test
    void an_office_that_had_a_hand_in_it_can_neither_let_it_rest_nor_end_it_nor_move_its_time() {
        FactId own = appellants.complaint(shop, "office");
        CaseId id = appellants.sent(shop, APPEAL, own);
        assertThat(moves("office", id)).isEmpty();
        assertRefused("case-own-hand", () -> suspending.suspend(id, "等等再说", officer("office")));
        assertThat(withdrawals.mayWithdraw(of(id), officer("office"))).isFalse();
        assertRefused("case-own-hand", () -> withdrawals.withdraw(id, "不再复核", officer("office")));
        String page = "/cases/" + id.value();
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        assertThat(office.get(page).body()).contains("申诉复核").doesNotContain("/withdraw\"", "/clocks/");
        CaseId another = appellants.sent(shop, APPEAL, complaint);
        assertThat(office.get("/cases/" + another.value()).body()).contains("/withdraw\"", "/clocks/");
        assertThat(of(id).open()).isTrue();
        assertThat(of(id).suspended()).isFalse();
    }

    @Test
    void it_rests_with_its_clock_for_a_reason_and_goes_on_when_it_is_withdrawn() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        suspending.suspend(id, "等检验报告", officer("office"));
        assertRefused("case-suspended", () -> rejects("of-shichang-2", id));
        clock.set(clock.today().plusDays(20));
        breaches.run();
        assertThat(happened(id)).as("no time ran out").doesNotContain("clock-breached");
        replies.withdraw(appellants.of(id, shop));
        assertThat(state(shop, id)).isEqualTo("withdrawn");
        assertThat(clocks.of(id)).noneMatch(CaseClock::open);
    }

    @Test
    void a_deputy_who_had_a_hand_in_it_does_not_get_it() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        crew.as(
                "of-shichang-2",
                () -> tasks.claim(
                        crew.task(id, ReplyCase.DECIDE),
                        Crew.id("of-shichang-2").value()));
        Officer away = officer("of-shichang-2");
        leaves.enter(away.id(), clock.today(), clock.today().plusDays(3), Crew.id("of-shichang"), away);
        try {
            assertThat(cases.openTasks(id))
                    .as("it waits for whoever else may do it")
                    .singleElement()
                    .satisfies(each -> assertThat(each.assignee()).isNull());
        } finally {
            leaves.leaves(away, 50).stream()
                    .filter(each -> each.withdrawnAt() == null)
                    .forEach(each -> leaves.withdraw(each.id(), away));
        }
    }

    private List<OfferedMoves.Offered> moves(String who, CaseId id) {
        return offered.of(of(id), officer(who));
    }

    private Officer officer(String who) {
        return officers.find(Crew.id(who)).orElseThrow();
    }

    @Test
    void whoever_decided_an_appeal_does_not_decide_the_next_and_where_nobody_else_is_there_it_goes_up() {
        CaseId first = appellants.sent(shop, APPEAL, complaint);
        rejects("of-shichang-2", first);
        CaseId second = appellants.sent(shop, APPEAL, complaint);
        assertThat(happened(second)).contains("reply-level-passed");
        assertThat(cases.openTasks(second))
                .singleElement()
                .satisfies(task -> assertThat(task.groups()).allMatch(each -> each.startsWith("office-clerk@")));
        rejects("office", second);
        assertThat(answer(shop, second).by().zh()).isEqualTo("街道科室");
    }

    @Test
    void so_often_as_the_folder_says_and_no_more() {
        rejects("of-shichang-2", appellants.sent(shop, APPEAL, complaint));
        replies.withdraw(appellants.of(appellants.sent(shop, APPEAL, complaint), shop));
        rejects("office", appellants.sent(shop, APPEAL, complaint));
        assertRefused("reply-too-often", () -> replies.begin(shop, APPEAL, Appellants.about(complaint)));
    }

    @Test
    void silence_goes_up_level_by_level_and_never_through() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        clock.set(clock.today().plusDays(20));
        breaches.run();
        assertThat(cases.openTasks(id))
                .singleElement()
                .satisfies(task -> assertThat(task.groups()).allMatch(each -> each.startsWith("office-clerk@")));
        clock.set(clock.today().plusDays(20));
        breaches.run();
        assertThat(cases.openTasks(id))
                .singleElement()
                .satisfies(task -> assertThat(task.groups()).allMatch(each -> each.startsWith("manager@")));
        clock.set(clock.today().plusDays(20));
        breaches.run();
        assertThat(of(id).open()).isTrue();
        assertThat(state(shop, id)).isEqualTo("under-way");
        assertThat(appellants.fact(complaint).voidedBy()).isNull();
    }

    @Test
    void an_appeal_about_a_fact_that_is_voided_meanwhile_ends_saying_so() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        appellants.voided(complaint);
        assertThat(of(id).open()).isFalse();
        assertThat(state(shop, id)).isEqualTo("moot");
        assertThat(happened(id)).contains("reply-moot");
        assertThat(desk.shown(appellants.of(id, shop)).sheet())
                .isNotNull()
                .satisfies(
                        sheet -> assertThat(sheet.words()).as("nothing is lost").contains("当天没有营业"));
        assertRefused("reply-fact-gone", () -> replies.begin(shop, APPEAL, Appellants.about(complaint)));
    }

    @Test
    void a_draft_about_a_fact_that_is_voided_before_it_is_sent_ends_and_keeps_what_was_written() {
        Reply draft = appellants.written(shop, APPEAL, Appellants.about(complaint));
        appellants.voided(complaint);
        assertThat(replies.send(draft)).isFalse();
        ReplyDesk.Shown shown = desk.shown(replies.find(shop.id(), draft.id()).orElseThrow());
        assertThat(shown.row().state()).isEqualTo("moot");
        assertThat(shown.words()).contains("当天没有营业");
        assertRefused("reply-sent", () -> replies.write(draft, "再写"));
    }

    @Test
    void the_same_fact_appealed_twice_is_one_appeal() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        Replies.Begun again = replies.begin(shop, APPEAL, Appellants.about(complaint));
        assertThat(again.there()).isTrue();
        assertThat(again.reply().of()).isEqualTo(id);
    }

    @Test
    void what_is_withdrawn_is_over_and_what_was_answered_cannot_be() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        replies.withdraw(appellants.of(id, shop));
        assertThat(state(shop, id)).isEqualTo("withdrawn");
        CaseId next = appellants.sent(shop, APPEAL, complaint);
        rejects("of-shichang-2", next);
        assertRefused("reply-over", () -> replies.withdraw(appellants.of(next, shop)));
    }

    @Test
    void meanwhile_every_result_that_counts_the_fact_is_marked() {
        var before = decisions.explain(shop.ref(), "merchant-credit", clock.today(), clock.now());
        assertThat(disputes.of(shop.id()).touches(before)).isFalse();
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        assertThat(disputes.of(shop.id()).touches(before)).isTrue();
        assertThat(new Visitor(port)
                        .signIn(Crew.id("office").value(), Crew.id("office").value())
                        .get("/subjects/merchant/" + shop.ref().code())
                        .body())
                .contains("复核中");
        Subject other = appellants.subject("merchant", "没有申诉");
        assertThat(disputes.among(List.of(shop.id(), other.id()))).containsExactly(shop.id());
        assertThat(new Visitor(port)
                        .signIn(Crew.id("office").value(), Crew.id("office").value())
                        .get("/subjects?kind=merchant&q=" + shop.ref().code())
                        .body())
                .contains("复核中");
        rejects("of-shichang-2", id);
        assertThat(disputes.of(shop.id()).any()).isFalse();
    }

    @Test
    void an_appeal_against_a_result_names_the_facts_that_it_counted() {
        long decision = decisions
                .standing(shop.id(), "merchant-credit")
                .orElseThrow()
                .decision()
                .value();
        Reply written = appellants.written(shop, APPEAL, new Target(Target.Kind.DECISION, decision));
        replies.send(written);
        CaseId id = appellants.of(written);
        assertThat(ReplyCase.facts(of(id))).contains(complaint).hasSize(2);
        assertThat(disputes.of(shop.id()).ruleSets()).containsExactly("merchant-credit");
        upholds("of-shichang-2", id, complaint);
        assertThat(colour()).isEqualTo("green");
        assertThat(state(shop, id)).isEqualTo("upheld");
    }

    @Test
    void what_was_replied_under_an_entry_that_was_found_to_be_another_is_the_others() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        FactId check = appellants.told(shop, "merchant-check", "conditional", null, Map.of());
        Reply draft = appellants.written(shop, REPAIR, Appellants.about(check));
        Subject other = appellants.subject("merchant", "申辩小馆（同一家）");
        work.run(() ->
                subjects.merge(shop.id(), other.id(), "重复登记", Crew.id("office").value(), shop.version()));
        assertThat(desk.of(other))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.about().zh())
                        .as("it is still said what it is about")
                        .isNotEmpty());
        assertThat(disputes.of(other.id()).facts()).containsExactly(complaint);
        assertThat(Objects.requireNonNull(desk.shown(appellants.of(id, other)).sheet())
                        .about()
                        .zh())
                .contains("食品安全");
        assertThat(replies.send(replies.find(other.id(), draft.id()).orElseThrow()))
                .isTrue();
        assertThat(of(appellants.of(draft)).subject()).isEqualTo(other.id());
        replies.withdraw(replies.find(other.id(), appellants.of(id, other).id()).orElseThrow());
        assertThat(state(other, id)).isEqualTo("withdrawn");
    }

    @Test
    void a_longer_list_of_replies_asks_the_database_no_more_often() {
        long result = decisions
                .standing(shop.id(), "merchant-credit")
                .orElseThrow()
                .decision()
                .value();
        appellants.sent(shop, APPEAL, complaint);
        replies.send(appellants.written(shop, APPEAL, new Target(Target.Kind.DECISION, result)));
        List<String> few = asked(() -> desk.of(shop));
        List<String> fewDisputed = asked(() -> disputes.of(shop.id()));
        for (int i = 0; i < 3; i++) {
            appellants.sent(shop, APPEAL, appellants.complaint(shop, "of-shichang"));
        }
        assertThat(desk.of(shop))
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.about().zh()).isNotEmpty());
        assertThat(asked(() -> desk.of(shop))).hasSameSizeAs(few);
        assertThat(asked(() -> disputes.of(shop.id()))).hasSameSizeAs(fewDisputed);
    }

    @Test
    void how_often_one_has_replied_does_not_multiply_what_is_asked_for() {
        rejects("of-shichang-2", appellants.sent(shop, APPEAL, complaint));
        Target about = Appellants.about(complaint);
        List<String> once = asked(() -> desk.asked(shop, about));
        for (int i = 0; i < 3; i++) {
            replies.withdraw(appellants.of(appellants.sent(shop, APPEAL, complaint), shop));
        }
        assertThat(desk.asked(shop, about).orElseThrow().earlier()).hasSize(4);
        assertThat(asked(() -> desk.asked(shop, about))).hasSameSizeAs(once);
    }

    /** Without looking whether the catalogue has changed, which is done by time. */
    private static List<String> asked(Runnable act) {
        return Statements.of(act).stream()
                .filter(each -> !each.contains("catalogue"))
                .toList();
    }

    @Test
    void an_answer_that_contradicts_itself_or_names_other_facts_is_refused() {
        CaseId id = appellants.sent(shop, APPEAL, complaint);
        FactId other = appellants.complaint(appellants.subject("merchant", "别家"), "of-shichang");
        assertRefused("appeal-nothing-changed", () -> upholds("of-shichang-2", id));
        assertRefused("appeal-fact-gone", () -> upholds("of-shichang-2", id, other));
        assertRefused(
                "appeal-changed-although-rejected",
                () -> decides(
                        "of-shichang-2",
                        id,
                        "{\"outcome\": \"rejected\", \"reason\": \"属实\", \"verdicts\": [{\"fact\": \""
                                + complaint.value() + "\", \"verdict\": \"void\"}]}"));
        assertRefused(
                "appeal-category-missing",
                () -> decides(
                        "of-shichang-2",
                        id,
                        "{\"outcome\": \"upheld\", \"reason\": \"有误\", \"verdicts\": [{\"fact\": \"" + complaint.value()
                                + "\", \"verdict\": \"correct\", \"category\": \"food-safety\"}]}"));
        assertThat(of(id).open()).isTrue();
        assertThat(appellants.fact(other).voidedBy()).isNull();
    }

    @Test
    void a_repair_that_is_checked_becomes_a_fact() {
        FactId check = appellants.told(shop, "merchant-check", "conditional", null, Map.of());
        CaseId id = appellants.sent(shop, REPAIR, check);
        assertThat(disputes.of(shop.id()).any()).as("a repair disputes nothing").isFalse();
        crew.does(
                "of-shichang",
                crew.task(id, ReplyCase.CHECK),
                crew.content("{\"outcome\": \"unclear\", \"reason\": \"照片看不清\"}"));
        assertThat(of(id).open()).as("unclear is no answer").isTrue();
        crew.does(
                "of-shichang",
                crew.task(id, ReplyCase.CHECK),
                crew.content("{\"outcome\": \"repaired\", \"reason\": \"已安装净化器\"}"));
        assertThat(state(shop, id)).isEqualTo("repaired");
        assertThat(facts.timeline(shop.id(), 0, 50))
                .filteredOn(each -> each.kind().equals("merchant-rectification"))
                .singleElement()
                .satisfies(each -> assertThat(each.category()).isEqualTo("in-time"));
        assertThat(appellants.fact(check).voidedBy()).as("what was, was").isNull();
        assertRefused("reply-repaired", () -> replies.begin(shop, REPAIR, Appellants.about(check)));
    }

    @Test
    void a_site_repairs_and_appeals_in_the_same_way() {
        Subject site = appellants.subject("site", "申辩工地");
        FactId violation = appellants.told(site, "violation", "no-fence", null, Map.of());
        CaseId repair = appellants.sent(site, "site-repair", violation);
        crew.does(
                "department",
                crew.task(repair, ReplyCase.CHECK),
                crew.content("{\"outcome\": \"repaired\", \"reason\": \"围挡已补\"}"));
        assertThat(facts.timeline(site.id(), 0, 50))
                .filteredOn(each -> each.kind().equals("check"))
                .singleElement()
                .satisfies(each -> assertThat(each.category()).isEqualTo("re-check"));
        CaseId appeal = appellants.sent(site, "site-appeal", violation);
        upholds("department", appeal, violation);
        assertThat(appellants.fact(violation).voidedBy()).isNotNull();
    }

    @Test
    void nobody_replies_for_another_or_without_a_good_code() {
        Subject other = appellants.subject("merchant", "别家");
        assertRefused("reply-not-offered", () -> replies.begin(other, APPEAL, Appellants.about(complaint)));
        String code = codes.issue(shop.id(), clock.today().plusDays(3), "office");
        String good = "/own/" + code + "/reply?about=fact/" + complaint.value();
        assertThat(new Visitor(port).get(good).statusCode()).isEqualTo(200);
        String guessed = new Visitor(port)
                .get("/own/AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA/reply?about=fact/" + complaint.value())
                .body();
        clock.set(clock.today().plusDays(4));
        var expired = new Visitor(port).get(good);
        assertThat(expired.statusCode()).isEqualTo(404);
        assertThat(plain(expired.body())).isEqualTo(plain(guessed));
        String fresh = codes.issue(shop.id(), clock.today().plusDays(3), "office");
        codes.revoke(shop.id(), "遗失", "office");
        var revoked = new Visitor(port).get("/own/" + fresh + "/reply?about=fact/" + complaint.value());
        assertThat(revoked.statusCode()).isEqualTo(404);
        assertThat(plain(revoked.body())).isEqualTo(plain(guessed));
    }

    /** Without what differs between any two pages. */
    private static String plain(String page) {
        return page.replaceAll("(?s)<[^>]*>", "")
                .replaceAll("[0-9-]{10} [0-9:]{5}", "")
                .replaceAll("\\s+", " ");
    }

    @Test
    void a_hostile_file_is_refused_and_what_was_typed_stays() {
        String code = codes.issue(shop.id(), clock.today().plusDays(3), "office");
        Reply draft = replies.begin(shop, APPEAL, Appellants.about(complaint)).reply();
        String page = "/own/" + code + "/replies/" + draft.id();
        var visitor = new Visitor(port);
        visitor.upload(
                page,
                page,
                Map.of("words", "写好的理由", "act", "send"),
                "证据.pdf",
                "<html><script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(visitor.get(page).body()).contains("只接受 JPEG、PNG 图片和 PDF 文件", "写好的理由");
        assertThat(replies.find(shop.id(), draft.id()).orElseThrow().draft()).isTrue();
        visitor.upload(page, page, Map.of("words", "写好的理由", "act", "send"), "证据.pdf", Appellants.pdf("evidence"));
        assertThat(visitor.get(page).body()).contains("办理中", "证据.pdf", "市场监管所");
    }

    @Test
    void words_that_are_too_long_take_no_file_with_them() {
        String code = codes.issue(shop.id(), clock.today().plusDays(3), "office");
        Reply draft = appellants.written(shop, APPEAL, Appellants.about(complaint));
        String page = "/own/" + code + "/replies/" + draft.id();
        var visitor = new Visitor(port);
        visitor.upload(
                page, page, Map.of("words", "长".repeat(20_000), "act", "send"), "证据.pdf", Appellants.pdf("evidence"));
        assertThat(visitor.get(page).body()).contains("证据.pdf", "当天没有营业");
        assertThat(replies.find(shop.id(), draft.id()).orElseThrow().draft())
                .as("nothing is sent that is not all there")
                .isTrue();
    }

    @Test
    void as_many_words_as_the_page_lets_one_write_are_kept() {
        String code = codes.issue(shop.id(), clock.today().plusDays(3), "office");
        Reply draft = replies.begin(shop, APPEAL, Appellants.about(complaint)).reply();
        String page = "/own/" + code + "/replies/" + draft.id();
        int longest = desk.shown(draft).longest();
        String written = "当天没有营业，请核\n".repeat(longest / 10) + "无".repeat(longest % 10);
        assertThat(written).as("as a text field counts it").hasSize(longest);
        var visitor = new Visitor(port);
        visitor.upload(
                page,
                page,
                Map.of("words", written.replace("\n", "\r\n"), "act", "keep"),
                "证据.pdf",
                Appellants.pdf("evidence"));
        assertThat(desk.shown(replies.find(shop.id(), draft.id()).orElseThrow()).words())
                .isEqualTo(written.strip());
    }
}
