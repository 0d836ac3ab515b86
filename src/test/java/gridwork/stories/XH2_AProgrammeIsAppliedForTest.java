package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Reports;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** XH-2: a programme that fits opens a visit; its form shows which fit and what the others lack, and the amount is a fact. */
@GridworkTest
class XH2_AProgrammeIsAppliedForTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Cases cases;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    TestClock clock;

    @Autowired
    Reports reports;

    @BeforeEach
    void the_crew_on_a_monday() {
        crew.comesToWork();
        clock.set(on("2026-11-02"));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(on("2025-03-03"));
    }

    @Test
    void a_certified_enterprise_is_visited_and_applies_for_134000_yuan() {
        SubjectRef enterprise = reports.register("enterprise", "杭州匹配软件有限公司");
        reports.tell(enterprise, "tax-registration", on("2026-01-05"), Map.of("category", "here"));
        reports.tell(enterprise, "qualification", on("2026-05-01"), Map.of("category", "high-tech"));
        SubjectId id = subjects.find(enterprise).orElseThrow().id();
        Case visit = cases.of(id, Reach.EVERYTHING).get(0);

        try (var browser = Browser.at(port)) {
            browser.phone().signIn(Crew.id("fazhan").value());
            var page = new Tasklist(browser, crew).take(visit.id(), "user_visit");
            browser.until("政策匹配").until("高新技术企业认定奖励 符合").until("专精特新企业奖励 还不符合");
            browser.run("document.querySelectorAll('.gw-match').forEach((each) => { each.open = true; })");
            browser.until("有效的专精特新认定").until("不满足").until("没有数据");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("visit-programmes-phone");
            browser.toTheMiddle("[data-field=outcome][value=applied]").click();
            browser.toTheMiddle("[data-field=programme] option[value=PM-010]").click();
            browser.find("[data-field=amount]").sendKeys("134000");
            browser.find("[data-field=description]").sendKeys("已协助提交材料");
            browser.until("已保存");
            page.send();
            browser.waitUntil(() -> !cases.find(visit.id()).orElseThrow().open());
        }
        assertThat(facts.timeline(id, 0, 50))
                .filteredOn(each -> each.kind().equals("visit-outcome"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.category()).isEqualTo("applied");
                    assertThat(fact.amount()).isEqualByComparingTo(new BigDecimal(134_000));
                    assertThat(fact.payload()).containsEntry("programme", "PM-010");
                });
    }
}
