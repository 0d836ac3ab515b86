package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.Staff;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.TrailEntry;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.evidence.Signatures;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import gridwork.street.AreaId;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 噪音扰民: a resident reports a noisy bar, and the bar's credit at that moment decides who goes. */
@GridworkTest
class DX2_WhoGoesToANoisyBarTest {
    private static final String RESPONSE = "merchant-response";

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Decisions decisions;

    @Autowired
    Work work;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @Autowired
    Cases cases;

    @Autowired
    Signatures signatures;

    private final SubjectRef bar = new SubjectRef("merchant", "bar-" + Ids.next());
    private @Nullable Sender held;
    private SubjectId id = new SubjectId(0);

    @BeforeEach
    void a_bar_in_march() {
        town.today("2025-03-03");
        held = new Sender(port, keys, signals);
        work.run(() -> id = subjects.register(Map.of(bar, new SubjectDetails("夜色酒吧", null, "酒吧街8号", null, null, null)))
                .get(bar));
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private Sender sender() {
        return Objects.requireNonNull(held);
    }

    private void failedChecks(int times) {
        for (int i = 0; i < times; i++) {
            sender().send(
                            "check-" + i,
                            "merchant-check",
                            bar,
                            "2025-03-02T1" + i + ":00:00",
                            Map.of("category", "fail"));
        }
        sender().workOff();
    }

    /** Somebody looked lately, so that its credit can be told. */
    private void visited() {
        sender().send("visit", "community-visit", bar, "2025-03-01T10:00:00", Map.of("category", "good"));
        sender().workOff();
    }

    private LoggedDecision complaint(String id) {
        assertThat(sender().send(
                                id,
                                "merchant-complaint",
                                bar,
                                "2025-03-02T23:10:00",
                                Map.of("category", "noise", "description", "半夜还在放音乐"))
                        .status())
                .isEqualTo(202);
        sender().workOff();
        return decisions.history(this.id, RESPONSE, 1).get(0);
    }

    private Map<String, Object> said(LoggedDecision logged) {
        return decisions.explain(logged).evaluation().values();
    }

    @Test
    void a_bar_in_good_credit_gets_a_call_first() {
        visited();
        LoggedDecision who = complaint("c1");
        assertThat(who.result()).isEqualTo("call-first");
        assertThat(who.rows()).containsExactly("MR-050");
        assertThat(who.given()).containsEntry("credit", "green");
    }

    @Test
    void the_squad_s_visit_is_one_case_and_its_closing_changes_the_credit() {
        crew.comesToWork();
        crew.department("chengguan", "综合行政执法中队");
        crew.department("police", "派出所");
        crew.hireFor("squad", new AreaId("chengguan"));
        crew.hireFor("policeman", new AreaId("police"));
        failedChecks(2);
        complaint("c1");
        complaint("c2");
        List<Case> visits = cases.of(id, Reach.EVERYTHING);
        assertThat(visits).as("a second complaint belongs to the same visit").hasSize(1);
        CaseId visit = visits.get(0).id();
        assertThat(visits.get(0).matter()).isEqualTo("shop-squad-visit");
        assertThat(cases.trail(visit))
                .extracting(TrailEntry::what)
                .containsExactly("opened", "clock-started", "asked-again");

        BigDecimal before;
        try (var browser = Browser.at(port)) {
            var onSite = new OnSite(browser, crew, cases, signatures);
            onSite.arrange("squad", visit, "2025-03-04", "夜里十一点，店门口");
            assertThat(cases.cameFrom(visit))
                    .extracting(each -> each.details().path("department").asText())
                    .containsExactly("chengguan", "police");
            Case squad = cases.cameFrom(visit).get(0);
            onSite.checkAndSign("squad", squad, Map.of("noise", "音响没有限值"));
            onSite.checkAndSign("policeman", cases.cameFrom(visit).get(1), Map.of());
            before = headline();
            Case rectification = cases.cameFrom(squad.id()).get(0);
            onSite.rectify("office", rectification.id(), "已装限音器");
            onSite.passes("squad", rectification.id(), "已限音");
        }
        assertThat(cases.find(visit).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
        assertThat(headline())
                .as("what was put right in time raises the credit")
                .isGreaterThan(before);
    }

    private BigDecimal headline() {
        return Objects.requireNonNull(
                decisions.standing(id, "merchant-credit").orElseThrow().headline());
    }

    @Test
    void to_a_yellow_bar_goes_one_integrated_squad_instead_of_two_departments() {
        failedChecks(2);
        LoggedDecision who = complaint("c1");
        assertThat(who.result()).isEqualTo("integrated-squad");
        assertThat(who.rows()).containsExactly("MR-030");
        assertThat(said(who)).containsEntry("parties", List.of("chengguan", "police"));
        assertThat(who.facts())
                .as("the complaint, and what the credit rests on")
                .hasSize(3);

        staff.officer("dx2-reader", "manager");
        Visitor reader = new Visitor(port).signIn("dx2-reader", "dx2-reader");
        String page = reader.get("/decisions/" + who.id().value()).body();
        assertThat(page)
                .contains("MR-030", "综合执法队", "城管执法中队、派出所", "信用颜色", "半夜还在放音乐", sender().source())
                .contains("若“信用颜色”为“红”，则为七方联合")
                .contains("重新计算的结果和规则行与记录一致");
        assertThat(reader.get("/subjects/merchant/" + bar.code()).body())
                .contains("商户处置", "/decisions/" + who.id().value());
    }

    @Test
    void to_a_red_bar_all_seven_parties_go_together() {
        failedChecks(3);
        LoggedDecision who = complaint("c1");
        assertThat(who.result()).isEqualTo("seven-parties");
        assertThat(who.rows()).containsExactly("MR-010");
        assertThat(said(who))
                .containsEntry(
                        "parties",
                        List.of("pingan", "xiaoan", "gongguan", "shichang", "chengguan", "police", "property"));
    }

    @Test
    void the_credit_of_the_moment_counts_and_an_answer_given_stays() {
        visited();
        assertThat(complaint("c1").result()).isEqualTo("call-first");
        failedChecks(3);
        assertThat(complaint("c2").result()).isEqualTo("seven-parties");
        assertThat(decisions.history(id, RESPONSE, 9))
                .extracting(LoggedDecision::result)
                .as("one to each complaint, and one to turning red")
                .containsExactlyInAnyOrder("call-first", "seven-parties", "seven-parties");
        for (LoggedDecision each : decisions.history(id, RESPONSE, 9)) {
            assertThat(decisions.explain(each).evaluation().rowIds()).isEqualTo(each.rows());
        }
    }

    @Test
    void a_bar_that_turns_red_is_asked_about_at_once_without_any_complaint_and_only_once() {
        failedChecks(2);
        assertThat(decisions.history(id, RESPONSE, 9))
                .as("yellow calls nobody together")
                .isEmpty();

        sender().send("check-3", "merchant-check", bar, "2025-03-02T14:00:00", Map.of("category", "fail"));
        sender().workOff();
        LoggedDecision red = decisions.history(id, "merchant-credit", 1).get(0);
        assertThat(red.result()).isEqualTo("red");
        assertThat(decisions.history(id, RESPONSE, 9)).singleElement().satisfies(asked -> {
            assertThat(asked.result()).isEqualTo("seven-parties");
            assertThat(asked.askedBy()).isEqualTo(red.id());
            assertThat(asked.fact()).isNull();
            assertThat(asked.given()).containsEntry("matter", "credit-red").containsEntry("credit", "red");
            assertThat(asked.facts()).as("what the colour rests on").isEqualTo(red.facts());
            assertThat(decisions.explain(asked).sameAs(asked)).isTrue();
            assertThat(said(asked))
                    .containsEntry(
                            "parties",
                            List.of("pingan", "xiaoan", "gongguan", "shichang", "chengguan", "police", "property"));
        });
        assertThat(decisions
                        .replay(Town.on("2025-03-03"), Town.on("2025-03-03"), Set.of(), List.of(id), Progress.SILENT)
                        .different())
                .isEmpty();

        sender().send("check-4", "merchant-check", bar, "2025-03-02T15:00:00", Map.of("category", "fail"));
        sender().workOff();
        assertThat(decisions.history(id, RESPONSE, 9))
                .as("it stays red: nobody is called again")
                .hasSize(1);

        staff.officer("dx2-reader", "manager");
        Visitor reader = new Visitor(port).signIn("dx2-reader", "dx2-reader");
        LoggedDecision asked = decisions.history(id, RESPONSE, 1).get(0);
        assertThat(reader.get("/decisions/" + asked.id().value()).body())
                .contains("商户处置", "起因", "/decisions/" + red.id().value(), "信用转红", "平安办、消安办")
                .contains("重新计算的结果和规则行与记录一致");
        assertThat(reader.get("/decisions/" + red.id().value()).body())
                .contains("由此决定", "/decisions/" + asked.id().value());
        assertThat(reader.get("/subjects/merchant/" + bar.code()).body())
                .contains("由此决定", "/decisions/" + asked.id().value());
    }

    @Test
    void the_past_calls_nobody_together() {
        work.run(() -> facts.record(
                List.of("a", "b", "c").stream()
                        .map(each -> new NewFact(
                                bar,
                                "merchant-check",
                                "fail",
                                Town.on("2025-03-01").atTime(10, 0).toInstant(java.time.ZoneOffset.ofHours(8)),
                                null,
                                "old-list",
                                each + bar.code(),
                                null,
                                null,
                                Map.of()))
                        .toList(),
                Facts.How.HISTORY));
        decisions.redecide(Set.of("merchant-credit"), Town.on("2025-03-02"), true, Progress.SILENT);
        assertThat(decisions.standing(id, "merchant-credit").orElseThrow().result())
                .isEqualTo("red");
        assertThat(decisions.history(id, RESPONSE, 9)).isEmpty();
    }
}
