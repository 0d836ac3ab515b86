package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.decisions.Decisions;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two platforms say different things of one enterprise: both are shown, it is said which counts, and a clerk settles it. */
@GridworkTest
class TwoSourcesContradictEachOtherTest {
    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Decisions decisions;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Work work;

    private final SubjectRef firm = new SubjectRef("enterprise", "E" + Ids.next());
    private Visitor clerk = new Visitor(0);
    private Sender statistics;
    private Sender taxOffice;

    @BeforeEach
    void an_enterprise_and_two_platforms() {
        clock.set(on("2025-07-10"));
        staff.officer("settling-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("settling-clerk", "settling-clerk");
        statistics = new Sender(port, keys, signals);
        taxOffice = new Sender(port, keys, signals);
        work.run(() -> subjects.register(
                Map.of(firm, new SubjectDetails("矛盾有限公司", null, null, null, null, on("2020-01-01")))));
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void two_revenues_of_one_month_are_both_shown_and_the_later_recorded_counts_until_one_is_voided() {
        tell(statistics, "revenue-report", "2025-03-31", Map.of("amount", 1_000_000));
        tell(statistics, "revenue-report", "2025-04-30", Map.of("amount", 1_000_000));
        tell(statistics, "revenue-report", "2025-05-31", Map.of("amount", 1_000_000));
        clock.set(clock.now().plusSeconds(60));
        tell(taxOffice, "revenue-report", "2025-05-31", Map.of("amount", 1_200_000));

        String page = clerk.get("/subjects/" + firm).body();
        assertThat(page)
                .contains("相互矛盾的事实", "2025-05<", statistics.source(), taxOffice.source())
                .containsSubsequence("计入</span>", "1200000", "不计入", "1000000");
        Fact later = facts.timeline(subjects.find(firm).orElseThrow().id(), 0, 9).stream()
                .filter(each -> each.source().equals(taxOffice.source()))
                .findFirst()
                .orElseThrow();
        assertThat(revenueOfThreeMonths())
                .as("what counts by the page counts in the decision")
                .isEqualTo("3200000");

        String list = clerk.get("/contradictions?text=" + firm.code()).body();
        assertThat(list)
                .contains(
                        "矛盾有限公司",
                        "营业收入",
                        "1200000",
                        "1000000",
                        "/facts/" + later.id().value() + "/void");
        String voiding = "/facts/" + later.id().value() + "/void";
        clerk.post(voiding, voiding, Map.of("reason", "税务口径有误"));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body())
                .contains("没有相互矛盾的事实")
                .doesNotContain("1200000");
        assertThat(revenueOfThreeMonths()).isEqualTo("3000000");
        assertThat(clerk.get("/subjects/" + firm).body()).doesNotContain("aria-labelledby=\"contradictions\"");
    }

    @Test
    void spelling_another_day_and_a_change_of_mind_are_no_contradiction() {
        tell(
                statistics,
                "enterprise-registration",
                "2025-07-01",
                Map.of("category", "registered", "address", "文三路 1 号"));
        tell(taxOffice, "enterprise-registration", "2025-07-01", Map.of("category", "registered", "address", "文三路１号"));
        tell(taxOffice, "enterprise-registration", "2025-07-02", Map.of("category", "changed", "address", "古墩路9号"));
        tell(statistics, "location-check", "2025-07-03", Map.of("category", "elsewhere"));
        tell(statistics, "location-check", "2025-07-03", Map.of("category", "here"));
        tell(taxOffice, "location-check", "2025-07-03", Map.of("category", "here"));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body()).contains("没有相互矛盾的事实");

        tell(
                taxOffice,
                "enterprise-registration",
                "2025-07-01",
                Map.of("category", "registered", "legalRepresentative", "张三"));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body())
                .as("one of them says nothing of it")
                .contains("没有相互矛盾的事实");
        tell(
                statistics,
                "enterprise-registration",
                "2025-07-01",
                Map.of("category", "registered", "legalRepresentative", "李四"));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body())
                .contains("法定代表人", "张三", "李四", "2025-07-01")
                .doesNotContain("古墩路");
    }

    @Test
    void what_was_told_about_a_twin_can_contradict_too_and_others_see_no_list() {
        var twin = new SubjectRef("enterprise", "E" + Ids.next());
        work.run(() ->
                subjects.register(Map.of(twin, new SubjectDetails("矛盾公司", null, null, null, null, on("2020-01-01")))));
        tell(statistics, "tax-registration", "2025-07-01", Map.of("category", "here"));
        taxOffice.send(new Sender.Signal(
                "t-" + Ids.next(),
                "tax-registration",
                twin,
                "2025-07-01T10:00:00+08:00",
                Map.of("category", "elsewhere")));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body()).contains("没有相互矛盾的事实");
        work.run(() -> subjects.merge(
                subjects.find(twin).orElseThrow().id(),
                subjects.find(firm).orElseThrow().id(),
                "同一企业",
                "test",
                1));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body()).contains("本街道", "外地");
        var again = subjects.find(twin).orElseThrow();
        work.run(() -> subjects.part(again.id(), "不是同一企业", "test", again.version()));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body()).contains("没有相互矛盾的事实");

        staff.officer("settling-inspector", "inspector");
        var inspector = new Visitor(port).signIn("settling-inspector", "settling-inspector");
        assertThat(inspector.get("/contradictions").statusCode()).isEqualTo(403);
    }

    @Test
    void what_contradicted_itself_before_the_list_was_kept_is_listed_in_the_next_night() {
        tell(statistics, "revenue-report", "2024-01-31", Map.of("amount", 100));
        tell(taxOffice, "revenue-report", "2024-01-31", Map.of("amount", 200));
        long id = subjects.find(firm).orElseThrow().id().value();
        work.run(() -> {
            jdbc.sql("delete from contradiction where subject_id = ?").param(id).update();
            jdbc.sql("insert into contradiction_due (subject_id) values (?)")
                    .param(id)
                    .update();
        });
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body()).contains("没有相互矛盾的事实");
        daily.stream().filter(each -> each.name().equals("contradictions")).forEach(each -> each.run(clock.today()));
        assertThat(clerk.get("/contradictions?text=" + firm.code()).body()).contains("2024-01");
        assertThat(jdbc.sql("select count(*) from contradiction_due")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String revenueOfThreeMonths() {
        return String.valueOf(decisions
                .explain(firm, "enterprise-warning", on("2025-07-10"), clock.now())
                .evaluation()
                .measures()
                .get("本期营业收入"));
    }

    private void tell(Sender by, String kind, String day, Map<String, Object> data) {
        by.send(new Sender.Signal("s-" + Ids.next(), kind, firm, day + "T10:00:00+08:00", data));
    }
}
