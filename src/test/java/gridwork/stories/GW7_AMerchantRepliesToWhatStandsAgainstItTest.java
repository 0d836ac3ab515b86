package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.cases.appeal.Appellants;
import gridwork.cases.own.OwnCodes;
import gridwork.facts.FactId;
import gridwork.facts.Subject;
import gridwork.platform.Work;
import gridwork.street.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 陈述申辩: a shop reads on its own page why it is yellow, appeals a complaint, and somebody else than who found it true looks
 * again and voids it; the shop turns green. What was found at a check it puts right, and that becomes a fact too.
 */
@GridworkTest
class GW7_AMerchantRepliesToWhatStandsAgainstItTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Appellants appellants;

    @Autowired
    OwnCodes codes;

    @Autowired
    Cases cases;

    @Autowired
    TestClock clock;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    Subject shop;
    FactId complaint;
    String code = "";

    @BeforeEach
    void a_shop_that_is_yellow_because_of_a_complaint() {
        crew.comesToWork();
        appellants.departmentComesToWork();
        clock.set(Appellants.TODAY);
        work.run(() -> jdbc.sql("delete from follow_try").update());
        shop = appellants.subject("merchant", "临河面馆");
        appellants.told(shop, "community-visit", "advised", null, Map.of());
        complaint = appellants.complaint(shop, "of-shichang");
        code = codes.issue(
                shop.id(), clock.today().plusDays(90), Crew.id("office").value());
    }

    @Test
    void from_yellow_to_green_by_an_appeal_and_from_a_check_to_a_repair() throws Exception {
        try (var office = Browser.at(port);
                var phone = Browser.at(port).phone()) {
            the_shop_appeals_the_complaint_on_a_phone(phone);
            CaseId appeal = theCase("merchant-appeal");
            meanwhile_it_is_marked_for_both(phone, office);
            who_found_it_true_cannot_take_it_on(office, appeal);
            a_colleague_looks_again_and_voids_it(office, appeal);
            the_shop_reads_the_answer_and_is_green(phone);
            what_a_check_found_is_put_right(phone, office);
        }
    }

    private void the_shop_appeals_the_complaint_on_a_phone(Browser phone) throws IOException {
        phone.open("/own/" + code).until("临河面馆").until("黄色");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-own-phone");
        phone.toTheMiddle("a[href$='about=fact/" + complaint.value() + "']").click();
        phone.until("投诉核实 · 食品安全").until("提出申诉");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-ask-phone");
        phone.toTheMiddle("form:has(input[value=merchant-appeal]) button").click();
        phone.until("申诉理由");
        phone.find("#words").sendKeys("投诉当天本店停业，照片上的不是本店。");
        phone.find("#file")
                .sendKeys(file("证据.pdf", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                        .toString());
        press(phone, "send");
        phone.until("只接受 JPEG、PNG 图片和 PDF 文件");
        assertThat(phone.find("#words").getDomProperty("value"))
                .as("a hostile file takes nothing of what was written with it")
                .startsWith("投诉当天本店停业");
        phone.find("#file").sendKeys(file("停业公告.pdf", Appellants.pdf("closed")).toString());
        press(phone, "keep");
        phone.until("停业公告.pdf");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-draft-phone");
        press(phone, "send");
        phone.until("已提交").until("办理中").until("市场监管所");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-sent-phone");
        assertThat(phone.complaints()).isEmpty();
    }

    private void meanwhile_it_is_marked_for_both(Browser phone, Browser office) {
        phone.open("/own/" + code).until("复核中");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-marked-phone");
        office.signIn(Crew.id("office").value())
                .open("/subjects/merchant/" + shop.ref().code())
                .until("复核中");
        office.screenshot("GW7-marked-officer");
    }

    private void who_found_it_true_cannot_take_it_on(Browser office, CaseId appeal) {
        office.signIn(Crew.id("of-shichang").value()).open("/tasks/" + crew.task(appeal, "user_decide_appeal"));
        office.find("main form [type=submit]").click();
        office.until("您经手过所针对的事实");
        office.screenshot("GW7-own-hand");
    }

    private void a_colleague_looks_again_and_voids_it(Browser office, CaseId appeal) {
        office.signIn(Crew.id("of-shichang-2").value());
        var tasklist =
                new Tasklist(office, crew).open(appeal, "user_decide_appeal").claim();
        office.until("投诉当天本店停业").until("停业公告.pdf").until("食品安全");
        office.toTheMiddle("[data-verdict='" + complaint.value() + "'][value=void]")
                .click();
        office.toTheMiddle("[data-field=outcome][value=upheld]").click();
        office.toTheMiddle("[data-field=reason]").sendKeys("照片不是本店，投诉不成立。");
        office.until("已保存");
        office.screenshot("GW7-decide-tasklist");
        tasklist.complete();
        office.waitUntil(() -> !cases.find(appeal).orElseThrow().open());
        office.signIn(Crew.id("office").value())
                .open("/cases/" + appeal.value())
                .until("投诉当天本店停业")
                .until("已经作废");
        office.screenshot("GW7-case");
    }

    private void the_shop_reads_the_answer_and_is_green(Browser phone) {
        phone.open("/own/" + code).until("绿色").until("申诉成立");
        assertThat(phone.text()).doesNotContain("复核中");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-green-phone");
        phone.toTheMiddle("a[href*='/replies/']").click();
        phone.until("照片不是本店，投诉不成立。").until("已经作废，不再计入");
        assertThat(phone.text())
                .as("the office is named, nobody in it")
                .contains("市场监管所")
                .doesNotContain("of-shichang");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-answer-phone");
    }

    private void what_a_check_found_is_put_right(Browser phone, Browser office) throws IOException {
        FactId check = appellants.told(shop, "merchant-check", "conditional", null, Map.of());
        phone.open("/own/" + code).until("责令改正");
        phone.toTheMiddle("a[href$='about=fact/" + check.value() + "']").click();
        phone.until("报告整改");
        phone.toTheMiddle("form:has(input[value=merchant-repair]) button").click();
        phone.until("整改情况");
        phone.find("#words").sendKeys("油烟净化器已经更换。");
        phone.find("#file").sendKeys(file("发票.pdf", Appellants.pdf("invoice")).toString());
        press(phone, "send");
        phone.until("已提交");
        CaseId repair = theCase("merchant-repair");
        office.signIn(Crew.id("of-shichang").value());
        var tasklist = new Tasklist(office, crew).take(repair, "user_check_repair");
        office.until("油烟净化器已经更换。").until("发票.pdf");
        office.toTheMiddle("[data-field=outcome][value=repaired]").click();
        office.toTheMiddle("[data-field=reason]").sendKeys("现场查看，已经更换。");
        office.screenshot("GW7-check-repair");
        tasklist.send();
        office.waitUntil(() -> !cases.find(repair).orElseThrow().open());
        phone.open("/own/" + code).until("整改属实").until("按期整改");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("GW7-repaired-phone");
        assertThat(phone.complaints()).isEmpty();
    }

    private CaseId theCase(String matter) {
        return cases.of(shop.id(), Reach.EVERYTHING).stream()
                .filter(each -> each.matter().equals(matter))
                .map(Case::id)
                .findFirst()
                .orElseThrow();
    }

    private static void press(Browser phone, String act) {
        phone.toTheMiddle("button[name=act][value=" + act + "]").click();
    }

    private static Path file(String name, byte[] content) throws IOException {
        Path file = Files.createTempDirectory("gw7").resolve(name);
        file.toFile().deleteOnExit();
        return Files.write(file, content);
    }
}
