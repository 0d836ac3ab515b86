package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.LocalGateways;
import gridwork.Reports;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Crew;
import gridwork.cases.notices.Bell;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.platform.BackgroundWork;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Message;
import gridwork.platform.outgoing.Outgoing;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** XH-9: a warning reaches the responsible office and the community by page, app and short message, with receipts. */
@GridworkTest
class XH9_AWarningReachesTheOfficeAndTheCommunityTest {
    private static final String LEAD = "notices-lead";
    private static final String SECRETARY = "notices-secretary";
    private static final String ADMINISTRATOR = "notices-admin";
    private static final AreaId GRID = new AreaId("notices-g1");

    @LocalServerPort
    int port;

    @Autowired
    List<BackgroundWork> works;

    @Autowired
    Bell bell;

    @Autowired
    Outgoing outgoing;

    @Autowired
    Areas areas;

    @Autowired
    Accounts accounts;

    @Autowired
    Reports reports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Work work;

    @Autowired
    Crew crew;

    @Autowired
    TestClock clock;

    private Instant before = Instant.EPOCH;
    private LocalGateways gateways = null;

    @BeforeEach
    void an_office_a_community_and_their_gateways() {
        before = clock.now();
        crew.comesToWork();
        AreaId street = areas.street().orElseThrow();
        work.run(() -> {
            areas.put(new Area(new AreaId("fazhan"), Area.Kind.DEPARTMENT, "经济发展办", street));
            areas.put(new Area(new AreaId("notices-c1"), Area.Kind.COMMUNITY, "晨光社区", street));
            areas.put(new Area(GRID, Area.Kind.GRID, "晨光一网格", new AreaId("notices-c1")));
            hire(LEAD, new Duty("department-officer", "fazhan"));
            hire(SECRETARY, new Duty("community-secretary", "notices-c1"));
            hire(ADMINISTRATOR, new Duty("administrator", street.value()));
            jdbc.sql("delete from notice_occasion").update();
            jdbc.sql("update outgoing_message set state = 'failed' where state = 'waiting'")
                    .update();
        });
        gateways = LocalGateways.open();
    }

    private void hire(String name, Duty duty) {
        if (accounts.state(new OfficerId(name)).isEmpty()) {
            accounts.create(new OfficerId(name), name, Set.of(duty), name, "test");
        }
    }

    @AfterEach
    void closed() {
        gateways.close();
        clock.set(before);
    }

    @Test
    void a_warning_is_in_the_page_at_once_and_goes_out_masked_and_signed_and_comes_back_as_received()
            throws JsonProcessingException {
        clock.set(on("2035-05-08"));
        try (var browser = Browser.at(port)) {
            browser.signIn(LEAD).open("/subjects");
            long unread = outgoing.unread(LEAD);
            SubjectRef enterprise = warned("王小明餐饮管理有限公司");
            it_is_told();
            long told = outgoing.unread(LEAD);
            assertThat(told).as("the warning, and the visit that it opened").isGreaterThan(unread);
            browser.waitUntil(() -> {
                bell.run();
                return String.valueOf(told)
                        .equals(browser.run("return document.querySelector('#bell .count').textContent"));
            });
            assertThat(browser.path()).as("the page was not loaded again").isEqualTo("/subjects");
            assertThat(browser.complaints()).isEmpty();

            goes_out_masked_and_signed(enterprise);
            comes_back_as_received(browser, enterprise);

            browser.signIn(LEAD).open("/notices").until("风险企业");
            browser.screenshot("notices");
            browser.phone().open("/notices");
            browser.screenshot("notices-phone");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.unlabelled()).isEmpty();
            browser.language("en").open("/notices").until("Warning: Enterprise at risk");
            browser.language("zh").wide().open("/notices?text=风险企业");
            browser.find(".told .what").click();
            browser.until("王小明餐饮管理有限公司");
            assertThat(browser.path()).isEqualTo("/subjects/" + enterprise);
            assertThat(outgoing.unread(LEAD)).isEqualTo(told - 1);
        }
    }

    private void goes_out_masked_and_signed(SubjectRef enterprise) throws JsonProcessingException {
        List<LocalGateways.Taken> events = gateways.taken("app");
        assertThat(events).hasSize(2).allSatisfy(each -> {
            assertThat(each.isSigned()).isTrue();
            assertThat(each.body()).contains("王小•••司", "晨光一网格", "风险企业").doesNotContain("王小明");
        });
        assertThat(new ObjectMapper()
                        .readTree(events.get(0).body())
                        .path("subject")
                        .asText())
                .isEqualTo(enterprise.toString());
        assertThat(events.stream().map(LocalGateways.Taken::body))
                .anyMatch(each -> each.contains("department-officer@fazhan"))
                .anyMatch(each -> each.contains("community-secretary@notices-c1"));
        assertThat(gateways.taken("sms")).hasSize(2).allSatisfy(each -> {
            assertThat(each.isSigned()).isTrue();
            assertThat(each.body())
                    .contains("王小•••司", "https://street.example/subjects/" + enterprise)
                    .doesNotContain("王小明");
        });
        assertThat(gateways.taken("sms").stream().map(LocalGateways.Taken::body))
                .anyMatch(each -> each.contains("13900002222"))
                .anyMatch(each -> each.contains("13800001111"));
    }

    private void comes_back_as_received(Browser browser, SubjectRef enterprise) {
        for (LocalGateways.Taken each : gateways.taken("sms")) {
            String key = each.headers().get("Webhook-id");
            assertThat(LocalGateways.receipt(
                            port,
                            "sms",
                            "{\"id\": \"gw-" + key + "\", \"state\": \"received\", \"answer\": \"DELIVRD\"}",
                            clock.now()))
                    .isEqualTo(204);
        }
        String deliveries = "/notices/deliveries?channel=sms&text=" + enterprise.code();
        browser.signIn(ADMINISTRATOR).open(deliveries).until("已送达");
        browser.all("details").forEach(each -> each.click());
        assertThat(browser.text())
                .contains("晨光社区 社区书记", LEAD, "渠道已接收", "DELIVRD")
                .doesNotContain("13900002222", "13800001111");
        browser.screenshot("notices-deliveries");
        browser.phone().open("/notices/deliveries");
        browser.screenshot("notices-deliveries-phone");
        assertThat(browser.overflow()).isZero();
        assertThat(browser.unlabelled()).isEmpty();
        browser.wide();
        var secretary = new Visitor(port).signIn(SECRETARY, SECRETARY);
        assertThat(secretary.get(deliveries).statusCode())
                .as("not everybody's business")
                .isEqualTo(403);
        assertThat(secretary.get("/").body())
                .as("without scripts the bell is a link with the count")
                .contains("id=\"bell\"", "href=\"/notices\"", "未读");
    }

    @Test
    void at_night_only_the_page_tells_and_who_has_not_read_for_a_day_gets_a_mail() throws Exception {
        clock.set(local("2035-05-09T22:30:00"));
        SubjectRef enterprise = warned("夜间预警有限公司");
        it_is_told();
        assertThat(gateways.taken("sms")).isEmpty();
        assertThat(gateways.taken("app")).isEmpty();
        String secretarys =
                new Visitor(port).signIn(SECRETARY, SECRETARY).get("/notices").body();
        assertThat(secretarys).contains("夜间预警有限公司");

        clock.set(local("2035-05-10T08:00:00"));
        it_is_told();
        assertThat(gateways.taken("sms")).hasSize(2);
        assertThat(gateways.mails()).isEmpty();

        clock.set(local("2035-05-11T08:00:00"));
        it_is_told();
        assertThat(gateways.mails()).singleElement().satisfies(each -> {
            assertThat(each.getSubject()).isEqualTo("预警：风险企业");
            assertThat(String.valueOf(each.getContent()))
                    .contains("https://street.example/subjects/" + enterprise)
                    .doesNotContain("夜间预警有限公司");
        });
    }

    @Test
    void who_has_read_it_gets_no_mail_and_a_gateway_that_is_down_is_seen_and_gets_it_later() {
        clock.set(on("2035-05-15"));
        gateways.close();
        SubjectRef enterprise = warned("停机期间有限公司");
        it_is_told();
        String deliveries = "/notices/deliveries?text=" + enterprise.code();
        var administrator = new Visitor(port).signIn(ADMINISTRATOR, ADMINISTRATOR);
        assertThat(administrator.get(deliveries).body()).contains("待发", "已试 1 次", "对方不在，稍后再发");
        Message page = outgoing.told(LEAD, true, "停机期间", 0, 9).messages().stream()
                .filter(each -> each.kind().equals("warning"))
                .findFirst()
                .orElseThrow();
        var lead = new Visitor(port).signIn(LEAD, LEAD);
        assertThat(Visitor.sentTo(lead.get("/notices/" + page.id().value()))).isEqualTo("/subjects/" + enterprise);
        assertThat(new Visitor(port)
                        .signIn(SECRETARY, SECRETARY)
                        .get("/notices/" + page.id().value())
                        .statusCode())
                .isEqualTo(404);

        clock.set(local("2035-05-16T15:00:00"));
        gateways = LocalGateways.open();
        it_is_told();
        assertThat(gateways.taken("sms")).hasSize(2);
        assertThat(gateways.taken("app")).hasSize(2);
        assertThat(gateways.mails()).isEmpty();
        assertThat(administrator.get(deliveries).body()).contains("无需再发").doesNotContain("已试 1 次");

        gateways.answers("sms", 422, "no such number");
        SubjectRef other = warned("号码有误有限公司");
        it_is_told();
        String failed = administrator
                .get("/notices/deliveries?state=failed&text=" + other.code())
                .body();
        assertThat(failed).contains("发送失败", "422 no such number", "重新发送");
        gateways.answers("sms", 200, "{\"id\": \"later\"}");
        outgoing.page(new Outgoing.Asked("sms", Message.State.FAILED, other.code(), 0, 9))
                .messages()
                .forEach(each -> administrator.post(
                        deliveries, "/notices/deliveries/" + each.id().value() + "/again", Map.of()));
        it_is_told();
        assertThat(administrator.get("/notices/deliveries?text=" + other.code()).body())
                .contains("由人重新发送", ADMINISTRATOR)
                .doesNotContain("重新发送：");
    }

    // --- words of this story

    private SubjectRef warned(String name) {
        SubjectRef enterprise = reports.register("enterprise", new SubjectDetails(name, GRID, null, null, null, null));
        reports.tell(enterprise, "enterprise-risk", clock.today().minusDays(1), Map.of("category", "penalty"));
        return enterprise;
    }

    private void it_is_told() {
        for (String each : List.of("notices", "outgoing-page", "outgoing-webhook", "outgoing-sms", "outgoing-mail")) {
            works.stream().filter(work -> work.name().equals(each)).forEach(BackgroundWork::run);
        }
    }

    private Instant local(String moment) {
        return LocalDateTime.parse(moment).atZone(clock.zone()).toInstant();
    }
}
