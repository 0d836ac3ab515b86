package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Reports;
import gridwork.Selected;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.decisions.DecisionMade;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.StandingItem;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.rules.ItemStand;
import gridwork.signals.InboxWork;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** XH-1: what other systems report of enterprises becomes warnings, each logged once with its cause. */
@GridworkTest
@RecordApplicationEvents
class XH1_NineWarningsOfEnterprisesTest {
    private static final String WARNINGS = "enterprise-warning";
    private static final LocalDate TODAY = on("2026-07-20");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    @Autowired
    Subjects subjects;

    @Autowired
    Decisions decisions;

    @Autowired
    List<InboxWork> inboxes;

    @Autowired
    ApplicationEvents events;

    @Autowired
    Reports reports;

    private SubjectRef enterprise = new SubjectRef("enterprise", "nobody");

    @BeforeEach
    void anEnterprise() {
        town.today("2026-07-20");
        enterprise = reports.register("enterprise", "杭州试验有限公司");
    }

    private SubjectId id() {
        return subjects.find(enterprise).orElseThrow().id();
    }

    private void tell(String kind, String day, Map<String, Object> data) {
        reports.tell(enterprise, kind, on(day), data);
    }

    private List<LoggedDecision> log() {
        return decisions.history(id(), WARNINGS, 50);
    }

    private Set<String> held() {
        return log().get(0).held().keySet();
    }

    private List<String> news() {
        return events.stream(DecisionMade.class)
                .filter(each -> each.subject().equals(id()) && each.ruleSet().equals(WARNINGS))
                .flatMap(each -> each.news().stream())
                .toList();
    }

    @Test
    void taxed_here_and_found_elsewhere() {
        tell("tax-registration", "2026-01-05", Map.of("category", "here"));
        assertThat(held()).as("nobody is warned by absence").isEmpty();
        assertThat(log().get(0).result()).isEqualTo("unknown");
        tell("location-check", "2026-07-01", Map.of("category", "not-found", "place", "文三路 1 号"));
        assertThat(log().get(0).result()).isEqualTo("warned");
        assertThat(log().get(0).rows()).contains("EW-010");
        assertThat(held()).containsExactly("taxed-here-only");
    }

    @Test
    void located_here_and_taxed_elsewhere() {
        tell("location-check", "2026-07-01", Map.of("category", "here"));
        tell("tax-registration", "2026-01-05", Map.of("category", "elsewhere"));
        assertThat(held()).containsExactly("located-here-only");
        assertThat(log().get(0).rows()).contains("EW-020");
    }

    @Test
    void a_change_of_executives_names_old_and_new() {
        tell("enterprise-registration", "2025-03-01", Map.of("category", "registered", "legalRepresentative", "张三"));
        tell("enterprise-registration", "2026-07-01", Map.of("category", "changed", "legalRepresentative", "张 三"));
        assertThat(held()).as("mere spelling").isEmpty();
        tell("enterprise-registration", "2026-07-02", Map.of("category", "changed", "legalRepresentative", "赵六"));
        assertThat(held()).containsExactly("executive-change");
        ItemStand stand = decisions.explain(log().get(0)).evaluation().held().get(0);
        assertThat(stand.changes()).singleElement().satisfies(change -> {
            assertThat(change.from()).isEqualTo("张 三");
            assertThat(change.to()).isEqualTo("赵六");
            assertThat(change.on()).isEqualTo("2026-07-02");
        });
    }

    @Test
    void a_change_of_address_is_no_news_when_it_is_corrected_to_another_spelling() {
        tell("enterprise-registration", "2025-03-01", Map.of("category", "registered", "address", "杭州市西湖区文三路1号"));
        tell("enterprise-registration", "2026-07-01", Map.of("category", "changed", "address", "杭州西湖区文三路１号"));
        assertThat(held()).isEmpty();
        tell("enterprise-registration", "2026-07-02", Map.of("category", "changed", "address", "杭州市西湖区文二路9号"));
        assertThat(held()).containsExactly("address-change");
        int logged = log().size();
        tell("enterprise-registration", "2026-07-03", Map.of("category", "changed", "address", "杭州 西湖区 文二路９号"));
        assertThat(log()).as("the cause is the same").hasSize(logged);
        assertThat(news()).containsExactly("address-change");
    }

    @Test
    void revenue_down_by_fifteen_percent_is_nothing_and_by_a_little_more_is_abnormal() {
        reports.months(enterprise, "revenue-report", on("2025-04-01"), 1000, 1000, 1000);
        reports.months(enterprise, "revenue-report", on("2026-04-01"), 850, 850);
        assertThat(decisions.explain(log().get(0)).evaluation().undecided()).contains("abnormal-operation");
        tell("revenue-report", "2026-06-30", Map.of("amount", 850));
        assertThat(decisions
                        .explain(enterprise, WARNINGS, TODAY, clock.now())
                        .evaluation()
                        .undecided())
                .doesNotContain("abnormal-operation");
        assertThat(held()).isEmpty();
        tell("revenue-report", "2026-06-30", Map.of("amount", 849));
        assertThat(held()).containsExactly("abnormal-operation");
    }

    @Test
    void monthly_reports_come_by_file_too() {
        staff.officer("revenue-clerk", "office-clerk");
        var clerk = new Visitor(port).signIn("revenue-clerk", "revenue-clerk");
        StringBuilder file = new StringBuilder("企业编号,月末,营业收入,备注\n");
        for (String each : List.of("2025-04-30", "2025-05-31", "2025-06-30")) {
            file.append(enterprise.code()).append(',').append(each).append(",100000,\n");
        }
        for (String each : List.of("2026-04-30", "2026-05-31", "2026-06-30")) {
            file.append(enterprise.code()).append(',').append(each).append(",60000,停产检修\n");
        }
        clerk.upload(
                "/imports",
                "/imports",
                Map.of("mapping", "enterprise-revenue"),
                "revenue.csv",
                file.toString().getBytes(StandardCharsets.UTF_8));
        inboxes.forEach(InboxWork::run);
        assertThat(held()).containsExactly("abnormal-operation");
        assertThat(log().get(0).facts()).as("every month that was compared").hasSize(6);
    }

    @Test
    void a_new_enterprise_and_its_first_months_are_not_compared() {
        tell("enterprise-registration", "2026-07-10", Map.of("category", "founded", "legalRepresentative", "张三"));
        assertThat(held()).containsExactly("new-enterprise");
        assertThat(decisions.explain(log().get(0)).evaluation().undecided()).doesNotContain("abnormal-operation");
        town.today("2026-08-09");
        decisions.redecide(Set.of(WARNINGS), on("2026-08-09"), true, Progress.SILENT);
        assertThat(held()).as("thirty days later").isEmpty();
        assertThat(decisions.itemsOf(WARNINGS, List.of(id())).get(id())).isEmpty();
    }

    @Test
    void a_programme_that_fits_is_a_warning_and_one_that_no_longer_does_is_no_news() {
        tell("tax-registration", "2026-01-05", Map.of("category", "here"));
        tell("qualification", "2026-05-01", Map.of("category", "high-tech"));
        assertThat(held()).containsExactly("policy-match");
        assertThat(decisions.explain(log().get(0)).evaluation().held().get(0).values())
                .containsEntry("policy-match", "高新技术企业认定奖励");
        tell("qualification", "2026-06-01", Map.of("category", "specialised"));
        assertThat(news()).containsExactly("policy-match", "policy-match");
        assertThat(decisions.history(id(), "policy-match", 9).get(0).held()).containsOnlyKeys("PM-010", "PM-020");
    }

    @Test
    void a_risk_warns_once_until_it_is_cleared_and_another_comes() {
        tell("enterprise-risk", "2026-06-01", Map.of("category", "penalty"));
        assertThat(held()).containsExactly("risk");
        tell("tax-registration", "2026-01-05", Map.of("category", "here"));
        tell("enterprise-risk", "2026-07-05", Map.of("category", "cleared"));
        assertThat(held()).isEmpty();
        tell("enterprise-risk", "2026-07-10", Map.of("category", "wage-arrears"));
        assertThat(held()).containsExactly("risk");
        assertThat(news()).containsExactly("risk", "risk");
        assertThat(decisions.itemsOf(WARNINGS, List.of(id())).get(id()))
                .singleElement()
                .extracting(StandingItem::cause)
                .isEqualTo("enterprise-risk/wage-arrears 2026-07-10");
    }

    @Test
    void a_warning_of_which_nobody_can_say_any_more_whether_it_holds_stays_listed_until_somebody_can() {
        tell("enterprise-registration", "2020-03-01", Map.of("category", "founded"));
        reports.months(enterprise, "revenue-report", on("2025-04-01"), 100, 100, 100);
        reports.months(enterprise, "revenue-report", on("2026-04-01"), 50, 50, 50);
        assertThat(held()).containsExactly("abnormal-operation");

        town.today("2026-09-20");
        decisions.redecide(Set.of(WARNINGS), on("2026-09-20"), true, Progress.SILENT);
        assertThat(held()).as("the later months were never reported").isEmpty();
        assertThat(log().get(0).result()).isEqualTo("unknown");
        assertThat(Selected.by(decisions.holding(WARNINGS, "abnormal-operation"), jdbc))
                .contains(id());
        assertThat(decisions.itemsOf(WARNINGS, List.of(id())).get(id()))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.holds()).isFalse();
                    assertThat(item.undecidedBecause()).contains("本期营业收入");
                });
        assertThat(events.stream(DecisionMade.class)
                        .filter(each -> each.subject().equals(id()))
                        .flatMap(each -> each.ended().stream()))
                .as("nobody decided that it ended")
                .isEmpty();
        staff.officer("warning-manager", "manager");
        var manager = new Visitor(port).signIn("warning-manager", "warning-manager");
        assertThat(manager.get("/subjects?kind=enterprise&item=abnormal-operation&q=" + enterprise.code())
                        .body())
                .contains("经营情况异常：现无法判断");
        assertThat(manager.get("/subjects/enterprise/" + enterprise.code()).body())
                .contains("现无法判断是否仍然成立：缺少")
                .contains("惠企政策匹配");

        reports.months(enterprise, "revenue-report", on("2025-07-01"), 100, 100);
        reports.months(enterprise, "revenue-report", on("2026-07-01"), 100, 100);
        decisions.redecide(Set.of(WARNINGS), on("2026-09-20"), true, Progress.SILENT);
        assertThat(Selected.by(decisions.holding(WARNINGS, "abnormal-operation"), jdbc))
                .as("50 + 100 + 100 against 300 is a sixth less: it holds, for the same reason")
                .contains(id());
        assertThat(news()).containsOnlyOnce("abnormal-operation");
    }

    @Test
    void a_buildings_tax_is_asked_of_buildings_and_only_where_the_street_switched_it_on() {
        SubjectRef building = reports.register("building", "西溪大厦");
        reports.months(building, "building-tax", on("2025-04-01"), 100, 100, 100);
        reports.months(building, "building-tax", on("2026-04-01"), 50, 50, 50);
        LoggedDecision logged = decisions
                .history(subjects.find(building).orElseThrow().id(), WARNINGS, 9)
                .get(0);
        assertThat(logged.result()).as("the ninth is switched off").isEqualTo("none");
        assertThat(decisions.explain(logged).evaluation().items()).isEmpty();
    }

    @Test
    void what_was_logged_comes_out_the_same_and_the_lists_know_it() {
        tell("tax-registration", "2026-01-05", Map.of("category", "here"));
        tell("location-check", "2026-07-01", Map.of("category", "elsewhere"));
        tell("enterprise-risk", "2026-06-01", Map.of("category", "dishonest"));
        tell("enterprise-registration", "2025-03-01", Map.of("category", "registered", "address", "甲路1号"));
        tell("enterprise-registration", "2026-07-01", Map.of("category", "changed", "address", "乙路2号"));
        assertThat(held()).containsExactlyInAnyOrder("taxed-here-only", "risk", "address-change");
        assertThat(log()).allSatisfy(each -> {
            assertThat(decisions.explain(each).sameAs(each)).isTrue();
            assertThat(decisions.explain(each).evaluation().rowIds()).isEqualTo(each.rows());
        });
        assertThat(Selected.by(decisions.holding(WARNINGS, "risk"), jdbc)).contains(id());
        assertThat(Selected.by(decisions.holding(WARNINGS, "new-enterprise"), jdbc))
                .doesNotContain(id());
        staff.officer("warning-manager", "manager");
        var manager = new Visitor(port).signIn("warning-manager", "warning-manager");
        String list = "/subjects?kind=enterprise&q=" + enterprise.code();
        assertThat(manager.get(list + "&item=risk").body()).contains(enterprise.code(), "风险企业", "税在地不在");
        assertThat(manager.get(list + "&item=new-enterprise").body()).doesNotContain("<code>" + enterprise.code());
        assertThat(manager.getJson("/api" + list + "&item=address-change").body())
                .contains("\"held\":[", "\"taxed-here-only\"");
        String card = manager.get("/subjects/enterprise/" + enterprise.code()).body();
        assertThat(card).contains("EW-010", "由“甲路1号”变为“乙路2号”", "满足", "无法判断");
        assertThat(manager.getJson("/api/subjects/enterprise/" + enterprise.code() + "/explanation")
                        .body())
                .contains("\"held\":[\"taxed-here-only\"", "\"from\":\"甲路1号\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void a_list_by_warning_can_be_asked_for_in_both_languages(String language) {
        tell("enterprise-risk", "2026-06-01", Map.of("category", "revoked"));
        staff.officer("warning-manager", "manager");
        var manager = new Visitor(port).signIn("warning-manager", "warning-manager");
        String page = manager.get("/subjects?kind=enterprise&item=risk&lang=" + language + "&q=" + enterprise.code())
                .body();
        assertThat(page).contains(language.equals("zh") ? "风险企业" : "Enterprise at risk", enterprise.code());
    }
}
