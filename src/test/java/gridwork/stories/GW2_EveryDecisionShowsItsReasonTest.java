package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.Replayed;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 依据卡: why it was decided so, what would make it otherwise, and that it would be decided so again. */
@GridworkTest
class GW2_EveryDecisionShowsItsReasonTest {
    private static final String READER = "gw2-reader";

    @LocalServerPort
    int port;

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
    TestClock clock;

    @Autowired
    Staff staff;

    @Autowired
    JdbcClient jdbc;

    private final String source = "gw2-" + Ids.next();
    private final List<SubjectId> ours = new ArrayList<>();

    @BeforeEach
    void it_is_march() {
        town.today("2025-03-03");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private SubjectRef subject(String kind, String name) {
        var ref = new SubjectRef(kind, kind + "-" + Ids.next());
        work.run(() -> ours.add(subjects.register(Map.of(ref, new SubjectDetails(name, null, null, null, null, null)))
                .get(ref)));
        return ref;
    }

    private SubjectId id(SubjectRef ref) {
        return subjects.find(ref).orElseThrow().id();
    }

    private FactId told(
            SubjectRef about, String reference, String kind, String category, String day, Map<String, Object> more) {
        return told(about, reference, kind, category, day, more, Facts.How.NOW);
    }

    private FactId told(
            SubjectRef about,
            String reference,
            String kind,
            String category,
            String day,
            Map<String, Object> more,
            Facts.How how) {
        Instant noon = clock.startOf(LocalDate.parse(day)).plusSeconds(43_200);
        var payload = new LinkedHashMap<>(more);
        Object amount = payload.remove("amount");
        var fact = new NewFact(
                about,
                kind,
                category,
                noon,
                how.history() ? noon : null,
                source,
                reference,
                null,
                amount == null ? null : new java.math.BigDecimal(amount.toString()),
                payload);
        var answer = new ArrayList<Recorded>();
        work.run(() -> answer.addAll(facts.record(List.of(fact), how)));
        // the next one comes a little later
        clock.set(clock.now().plusSeconds(60));
        return answer.get(0).fold(Recorded.Stored::id, Recorded.Known::earlier, Recorded.Corrected::id, refused -> {
            throw new AssertionError("refused: " + refused);
        });
    }

    private Visitor reader() {
        staff.officer(READER, "manager");
        return new Visitor(port).signIn(READER, READER);
    }

    private String card(SubjectRef ref, String ruleSet) {
        LoggedDecision logged = decisions.history(id(ref), ruleSet, 1).get(0);
        return reader().get("/decisions/" + logged.id().value()).body();
    }

    @Test
    void a_colour_says_its_rows_its_facts_and_what_would_change_it() {
        SubjectRef site = subject("site", "三号工地");
        told(site, "v1", "violation", "dust", "2025-02-21", Map.of());
        assertThat(card(site, "site-colour"))
                .contains("SC-040", "期限内有轻微违法", "SS-1：期限内只有轻微违法，黄色。")
                .contains("扬尘污染", source, "10 天前", "编制 policy，审批 approver", "号发布")
                .contains("4月22日起转为白色（2月21日的“扬尘污染”移出统计期），如无新情况")
                .contains("即转为红色");
    }

    @Test
    void a_score_says_what_each_fact_brought() {
        SubjectRef shop = subject("merchant", "小吃店");
        told(shop, "c1", "merchant-check", "fail", "2025-03-01", Map.of());
        told(shop, "c2", "merchant-check", "fail", "2025-03-02", Map.of());
        assertThat(card(shop, "merchant-credit"))
                .contains("MC-020", "MCE-050", source, "2 天前", "审批 approver", "转好", "转差");
    }

    @Test
    void an_answer_to_a_report_says_what_was_given_and_what_else_would_be_said() {
        SubjectRef square = subject("place", "文化广场");
        told(square, "r1", "event-report", "waste", "2025-03-03", Map.of("description", "垃圾满溢"));
        told(square, "r2", "event-report", "waste", "2025-03-03", Map.of());
        assertThat(card(square, "case-grading"))
                .contains("CG-120", "TX-1：日常事项工作日由网格员当场解决。", "首办", "网格员", "闭环处置")
                .contains("事件上报 · 垃圾渣土", source, "公共场所", "工作日", "近期同类上报次数", "审批 approver")
                .contains("再记录一次事件上报“垃圾渣土”，即转为紧急");
        assertThat(card(square, "response-clocks")).contains("RC-210", "RC-220", "受理", "办结", "等级", "审批 approver");

        SubjectRef bar = subject("merchant", "酒吧");
        told(bar, "visit", "community-visit", "good", "2025-03-01", Map.of());
        told(bar, "m1", "merchant-complaint", "noise", "2025-03-03", Map.of());
        assertThat(card(bar, "merchant-response")).contains("MR-050", "信用颜色", "若“信用颜色”为“黄”，则为综合执法队");
    }

    @Test
    void every_logged_decision_of_a_year_comes_out_the_same_again() {
        aYear();
        town.today("2025-03-03");

        Replayed year = decisions.replay(on("2024-03-01"), on("2025-03-03"), Set.of(), ours, Progress.SILENT);
        assertThat(year.different()).isEmpty();
        assertThat(year.same()).isEqualTo(year.decisions()).isGreaterThan(60);
        Set<String> asked = new java.util.TreeSet<>();
        for (SubjectId each : ours) {
            for (String ruleSet :
                    List.of("site-colour", "merchant-credit", "case-grading", "merchant-response", "response-clocks")) {
                if (!decisions.history(each, ruleSet, 1).isEmpty()) {
                    asked.add(ruleSet);
                }
            }
        }
        assertThat(asked).hasSize(5);
        Replayed colours =
                decisions.replay(on("2024-03-01"), on("2025-03-03"), Set.of("site-colour"), ours, Progress.SILENT);
        assertThat(colours.different()).isEmpty();
        assertThat(colours.decisions()).as("of one rule set only").isPositive().isLessThan(year.decisions());
    }

    @Test
    void a_replay_of_rules_that_do_not_exist_or_of_a_day_to_come_is_refused() {
        town.today("2025-03-03");
        assertThatThrownBy(() -> decisions.replay(
                        on("2024-03-04"), on("2025-03-03"), Set.of("no-such-rules"), ours, Progress.SILENT))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("rule-set-unknown"));
        assertThatThrownBy(() -> decisions.replay(on("2024-03-05"), on("2025-03-04"), Set.of(), ours, Progress.SILENT))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("decide-future"));
    }

    @Test
    void what_is_learnt_later_changes_no_replay_though_it_changes_what_is_said_today() {
        SubjectRef site = subject("site", "四号工地");
        town.today("2024-06-03");
        told(site, "v1", "violation", "no-permit", "2024-06-01", Map.of());
        assertThat(decisions.history(id(site), "site-colour", 9).get(0).result())
                .isEqualTo("red");
        town.today("2024-06-20");
        told(site, "v1", "violation", "dust", "2024-06-01", Map.of());
        town.today("2024-07-01");
        told(site, "old", "violation", "fire-safety", "2024-06-02", Map.of(), Facts.How.HISTORY);
        assertThat(decisions
                        .explain(site, "site-colour", on("2024-06-20"), clock.now())
                        .evaluation()
                        .rowIds())
                .as("by what is known now")
                .contains("SCV-050");

        Replayed again = decisions.replay(on("2024-06-01"), on("2024-06-30"), Set.of(), ours, Progress.SILENT);
        assertThat(again.different()).isEmpty();
        assertThat(again.decisions()).isEqualTo(2);
    }

    @Test
    void a_log_that_was_tampered_with_is_found() {
        SubjectRef site = subject("site", "五号工地");
        told(site, "v1", "violation", "dust", "2025-03-01", Map.of());
        work.run(() -> jdbc.sql("update decision set result = 'white' where subject_id = ?")
                .param(id(site).value())
                .update());
        Replayed again = decisions.replay(on("2025-03-01"), on("2025-03-03"), Set.of(), ours, Progress.SILENT);
        assertThat(again.same()).isZero();
        assertThat(again.different()).singleElement().satisfies(each -> {
            assertThat(each.logged().result()).isEqualTo("white");
            assertThat(each.now().result()).isEqualTo("yellow");
            assertThat(each.now().rowIds()).contains("SC-040");
        });
    }

    /** Twelve months of a site, a shop and a square: corrections, voidings, late facts, copies and an archive. */
    private void aYear() {
        SubjectRef site = subject("site", "六号工地");
        SubjectRef shop = subject("merchant", "烧烤店");
        SubjectRef square = subject("place", "车站广场");
        List<String> violations = List.of("dust", "no-permit", "waste", "fire-safety", "night-noise", "no-fence");
        List<String> matters = List.of("waste", "dispute", "gas", "parking");
        LocalDate first = on("2024-03-04");
        for (int month = 0; month < 12; month++) {
            LocalDate day = first.plusMonths(month);
            town.today(day.toString());
            String today = day.toString();
            FactId violation = told(site, "v" + month, "violation", violations.get(month % 6), today, Map.of());
            told(shop, "k" + month, "merchant-check", month % 3 == 0 ? "fail" : "pass", today, Map.of());
            told(shop, "m" + month, "merchant-complaint", month % 2 == 0 ? "noise" : "consumer", today, Map.of());
            told(
                    square,
                    "e" + month,
                    "event-report",
                    matters.get(month % 4),
                    today,
                    Map.of("description", "第" + month));
            town.today(day.plusDays(9).toString());
            told(square, "f" + month, "event-report", matters.get(month % 4), today, Map.of());
            if (month % 3 == 1) {
                // it was another kind, and one was a mistake
                told(
                        site,
                        "v" + (month - 1),
                        "violation",
                        "dust",
                        day.minusMonths(1).toString(),
                        Map.of());
                work.run(() -> facts.voidFact(violation, "误记", READER));
                told(square, "e" + month, "event-report", "noise", today, Map.of("description", "更正"));
            }
            if (month % 4 == 2) {
                // what comes late, and what comes twice
                told(
                        site,
                        "late" + month,
                        "violation",
                        "waste",
                        day.minusDays(20).toString(),
                        Map.of());
                told(
                        shop,
                        "late" + month,
                        "merchant-complaint",
                        "street",
                        day.minusDays(40).toString(),
                        Map.of());
                told(shop, "k" + month, "merchant-check", month % 3 == 0 ? "fail" : "pass", today, Map.of());
            }
            if (month == 8) {
                told(site, "archive", "violation", "no-permit", "2024-05-20", Map.of(), Facts.How.HISTORY);
                told(square, "archive", "event-report", "gas", "2024-05-20", Map.of(), Facts.How.HISTORY);
            }
        }
    }
}
