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
import gridwork.decisions.Decisions;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.rules.Criterion;
import gridwork.rules.Evaluation;
import gridwork.rules.ItemStand;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** XH-2: which programmes fit an enterprise, and what is missing, criterion by criterion. */
@GridworkTest
class XH2_WhichProgrammesFitTest {
    private static final String PROGRAMMES = "policy-match";

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
    Reports reports;

    private SubjectRef enterprise = new SubjectRef("enterprise", "nobody");

    @BeforeEach
    void anEnterprise() {
        town.today("2026-07-20");
        enterprise = reports.register("enterprise", "西湖软件有限公司");
    }

    private Evaluation logged() {
        return decisions
                .explain(decisions
                        .history(subjects.find(enterprise).orElseThrow().id(), PROGRAMMES, 9)
                        .get(0))
                .evaluation();
    }

    /** As the page shows it now; what only moves a criterion and no result is not logged again. */
    private Evaluation now() {
        return decisions
                .explain(enterprise, PROGRAMMES, on("2026-07-20"), clock.now())
                .evaluation();
    }

    private static Map<String, String> criteria(Evaluation evaluation, String programme) {
        ItemStand item = evaluation.items().stream()
                .filter(each -> each.item().equals(programme))
                .findFirst()
                .orElseThrow();
        return item.criteria().stream()
                .collect(Collectors.toMap(Criterion::column, each -> each.met().id()));
    }

    @Test
    void each_criterion_is_met_or_not_or_unknown_and_the_page_says_what_is_missing() {
        reports.tell(enterprise, "tax-registration", on("2025-01-10"), Map.of("category", "here"));
        reports.tell(
                enterprise, "enterprise-report", on("2026-03-01"), Map.of("employees", 12, "industry", "软件和信息技术服务业"));
        assertThat(logged().result()).isEqualTo("unknown");
        assertThat(criteria(now(), "PM-040"))
                .containsEntry("申报期", "met")
                .containsEntry("税收归属", "met")
                .containsEntry("从业人员数", "not-met")
                .containsEntry("近一年纳税额（元）", "unknown");
        assertThat(criteria(now(), "PM-050")).containsEntry("行业", "met").containsEntry("成立天数", "unknown");
        assertThat(now().undecided()).contains("PM-050").doesNotContain("PM-040", "PM-060");
        staff.officer("programme-manager", "manager");
        var manager = new Visitor(port).signIn("programme-manager", "programme-manager");
        String card = manager.get("/subjects/enterprise/" + enterprise.code() + "/decisions?ruleSet=" + PROGRAMMES)
                .body();
        assertThat(card).contains("稳岗补助", "不满足", "未知", "缺少：", "成立天数", "示例项目");
        String english = manager.get(
                        "/subjects/enterprise/" + enterprise.code() + "/decisions?lang=en&ruleSet=" + PROGRAMMES)
                .body();
        assertThat(english).contains("Subsidy for keeping jobs", "not met", "unknown", "missing");
    }

    @Test
    void what_was_missing_comes_and_the_programme_fits_with_its_amount() {
        reports.tell(enterprise, "tax-registration", on("2025-01-10"), Map.of("category", "here"));
        reports.tell(enterprise, "enterprise-report", on("2026-03-01"), Map.of("industry", "软件和信息技术服务业"));
        assertThat(logged().held()).isEmpty();
        reports.tell(enterprise, "enterprise-registration", on("2025-06-01"), Map.of("category", "founded"));
        assertThat(logged().result()).isEqualTo("some");
        assertThat(logged().held()).singleElement().satisfies(fits -> {
            assertThat(fits.item()).isEqualTo("PM-050");
            assertThat(fits.values()).containsEntry("amount", 134_000);
        });
        assertThat(Selected.by(decisions.holding(PROGRAMMES, "PM-050"), jdbc))
                .contains(subjects.find(enterprise).orElseThrow().id());
    }
}
