package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.QrPicture;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.cases.application.Applications;
import gridwork.cases.application.EventApplications;
import gridwork.evidence.Signatures;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Work;
import gridwork.street.Reach;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 户外活动审批: with its own code a merchant applies on a phone, four departments are told at once and visit together, each
 * decides its part, what one refuses comes back to the merchant and then to that one alone, and the permit is a PDF whose
 * picture anybody can check.
 */
@GridworkTest
class DX3_AMerchantAppliesForAnEventTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 10, 13);

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Applications applications;

    @Autowired
    Subjects subjects;

    @Autowired
    Signatures signatures;

    @Autowired
    Facts facts;

    @Autowired
    Cases cases;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Subject shop;
    String code = "";

    @BeforeEach
    void four_departments_and_a_shop() {
        crew.comesToWork();
        clock.set(TODAY);
        work.run(() -> jdbc.sql("delete from follow_try").update());
        var town = new EventApplications(applications, subjects, crew, clock, work);
        town.departmentsComeToWork();
        shop = town.shop("临河夜市经营部");
    }

    @Test
    void from_the_code_to_the_permit_that_is_given_back() throws Exception {
        try (var office = Browser.at(port);
                var phone = Browser.at(port).phone()) {
            the_office_hands_the_shop_its_code(office);
            the_shop_applies_on_a_phone(phone);
            CaseId id = theCase();
            departments_are_told_at_once(id);
            they_visit_together_and_decide(office, id);
            what_one_refused_comes_back_and_goes_only_to_it(phone, office, id);
            the_permit_is_a_document_that_can_be_checked(phone, id);
        }
    }

    private void the_office_hands_the_shop_its_code(Browser office) {
        office.signIn(Crew.id("office").value())
                .open("/subjects/merchant/" + shop.ref().code());
        office.toTheMiddle("form[action*='/subjects/own-code/'] button").click();
        code = office.find("main .panel code.fs-5").getText();
        office.screenshot("DX3-own-sheet");
        assertThat(code).matches("[0-9A-Z-]{31}");
    }

    private void the_shop_applies_on_a_phone(Browser phone) throws IOException {
        phone.open("/own/" + code).until("临河夜市经营部");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("DX3-own-phone");
        phone.toTheMiddle("form:has(input[value=outdoor-event]) button").click();
        phone.until("申请表");
        assertThat(phone.find("#field-place").getDomProperty("value"))
                .as("what is known is filled in")
                .isEqualTo("临河路 8 号门前");
        assertThat(phone.find("#missing").getText()).contains("活动名称", "活动方案", "场地平面图", "安全和应急预案");
        EventApplications.fields(TODAY.plusDays(21)).forEach((field, value) -> fill(phone, field, value));
        attach(
                phone,
                "plan",
                file("方案.pdf", "<html><script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        press(phone, "keep");
        phone.until("只接受 JPEG、PNG 图片和 PDF 文件");
        assertThat(phone.find("#field-what").getDomProperty("value"))
                .as("a hostile file takes nothing of what was written with it")
                .isEqualTo("临河夜市");
        press(phone, "send");
        phone.until("还不能提交，缺少：活动方案");
        for (String document : List.of("plan", "layout", "safety")) {
            attach(phone, document, file(document + ".pdf", EventApplications.pdf(document)));
        }
        press(phone, "keep");
        phone.until("内容齐全");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("DX3-application-phone");
        press(phone, "send");
        phone.until("各部门已同时收到");
        phone.screenshot("DX3-sent-phone");
        assertThat(phone.complaints()).isEmpty();
    }

    private CaseId theCase() {
        return cases.of(shop.id(), Reach.EVERYTHING).stream()
                .filter(each -> each.parent() == null)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void departments_are_told_at_once(CaseId id) {
        assertThat(cases.cameFrom(id))
                .extracting(DX3_AMerchantAppliesForAnEventTest::department)
                .containsExactlyElementsOf(EventApplications.DEPARTMENTS.keySet());
        assertThat(cases.cameFrom(id))
                .allSatisfy(part -> assertThat(cases.openTasks(part.id())).hasSize(1));
    }

    private void they_visit_together_and_decide(Browser office, CaseId id) {
        var onSite = new OnSite(office, crew, cases, signatures);
        onSite.arrange("of-chengguan", id, TODAY.plusDays(1).toString(), "上午九点，活动现场");
        Tasklist early = as(office, "of-anjian")
                .open(part(id, "anjian").id(), "user_decide_part")
                .claim();
        office.until("临河路 8 号门前广场").until("layout.pdf");
        office.screenshot("DX3-decide-tasklist");
        write(office, "agree", "场地平整");
        early.complete();
        office.until("一同上门，上门以后才能决定"); // the form says it in other words
        clock.set(TODAY.plusDays(1));
        as(office, "of-anjian")
                .open(part(id, "anjian").id(), "user_decide_part")
                .complete();
        office.waitUntil(() -> !part(id, "anjian").open());
        decide(office, id, "shichang", "agree", "证照齐全", "conditions", "食品摊位公示健康证");
        decide(office, id, "chengguan", "agree", "不影响通行", "conditions", "");
        decide(office, id, "xiaofang", "refuse", "消防车道不明", "mend", "平面图上标明四米宽的消防车道");
        assertThat(cases.find(id).orElseThrow().open()).isTrue();
    }

    private void what_one_refused_comes_back_and_goes_only_to_it(Browser phone, Browser office, CaseId id)
            throws IOException {
        phone.open("/own/" + code).until("待补正");
        phone.find("a[href*='/applications/']").click();
        phone.until("要补正：平面图上标明四米宽的消防车道").until("消防救援站");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("DX3-returned-phone");
        attach(phone, "layout", file("layout-2.pdf", EventApplications.pdf("with a fire lane")));
        press(phone, "send");
        phone.until("已提交");
        office.waitUntil(() -> openParts(id).size() == 1);
        assertThat(openParts(id)).as("only who refused is asked again").containsExactly("xiaofang");
        decide(office, id, "xiaofang", "agree", "车道已标明", "conditions", "配备灭火器四具");
        office.waitUntil(() -> !cases.find(id).orElseThrow().open());
    }

    private void the_permit_is_a_document_that_can_be_checked(Browser phone, CaseId id) throws Exception {
        phone.open("/own/" + code).until("已许可");
        phone.find("a[href*='/applications/']").click();
        phone.until("活许〔2025〕");
        phone.screenshot("DX3-granted-phone");
        String page = phone.path().replaceFirst("[?#].*", "");
        byte[] pdf = new Visitor(port).download(page + "/permit.pdf").body();
        Files.createDirectories(Path.of("target", "screenshots"));
        String check;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("户外活动许可", "活许〔2025〕", "临河夜市", "配备灭火器四具", "食品摊位公示健康证", "安监站")
                    .doesNotContain("陈某某", "13800001111");
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, 150);
            ImageIO.write(
                    picture,
                    "png",
                    Path.of("target", "screenshots", "DX3-permit.png").toFile());
            check = QrPicture.find(picture);
        }
        assertThat(check).startsWith("http://").contains("/permits/");
        String said = new Visitor(port).get(check).body();
        assertThat(said).contains("尚未生效", "临河夜市").doesNotContain("陈某某", "1380000", "临河夜市经营部");
        clock.set(TODAY.plusDays(22));
        phone.open("/permits").find("#number").sendKeys(number(said));
        phone.find("main form button").click();
        phone.until("有效").until("2025-11-03");
        assertThat(phone.overflow()).isZero();
        phone.screenshot("DX3-permit-phone");
        clock.set(TODAY.plusDays(60));
        assertThat(new Visitor(port).get(check).body()).contains("已过期");
        clock.set(TODAY.plusDays(22));
        new Visitor(port).post(page, page + "/withdraw", java.util.Map.of());
        assertThat(new Visitor(port).get(check).body()).contains("已撤回");
        assertThat(new Visitor(port).get("/permits/" + "made-up").statusCode()).isEqualTo(404);
        assertThat(facts.timeline(shop.id(), 0, 100).stream()
                        .filter(each -> each.kind().equals("event-permit"))
                        .map(each -> each.category()))
                .containsExactlyInAnyOrder("granted", "withdrawn");
        assertThat(cases.find(id).orElseThrow().open()).isFalse();
    }

    // --- words of this story

    private void decide(
            Browser office, CaseId id, String department, String outcome, String reason, String field, String text) {
        Case part = part(id, department);
        Tasklist tasklist = as(office, "of-" + department)
                .open(part.id(), "user_decide_part")
                .claim();
        write(office, outcome, reason);
        if (!text.isEmpty()) {
            office.toTheMiddle("[data-field=" + field + "]").sendKeys(text);
        }
        office.until("已保存");
        tasklist.complete();
        office.waitUntil(() -> !cases.find(part.id()).orElseThrow().open());
    }

    private void write(Browser office, String outcome, String reason) {
        office.toTheMiddle("[data-field=outcome][value=" + outcome + "]").click();
        office.toTheMiddle("[data-field=reason]").sendKeys(reason);
        office.until("已保存");
    }

    private Tasklist as(Browser browser, String who) {
        browser.signIn(Crew.id(who).value());
        return new Tasklist(browser, crew);
    }

    /** The last one that a department got. */
    private Case part(CaseId id, String department) {
        List<Case> its = cases.cameFrom(id).stream()
                .filter(each -> department(each).equals(department))
                .toList();
        return its.get(its.size() - 1);
    }

    private List<String> openParts(CaseId id) {
        return cases.cameFrom(id).stream()
                .filter(Case::open)
                .map(DX3_AMerchantAppliesForAnEventTest::department)
                .toList();
    }

    private static String department(Case part) {
        return part.details().path("department").asText();
    }

    private static void fill(Browser phone, String field, String value) {
        phone.run("arguments[0].value = arguments[1]", phone.find("#field-" + field), value);
    }

    private static void attach(Browser phone, String document, Path file) {
        phone.find("#file-" + document).sendKeys(file.toString());
    }

    private static void press(Browser phone, String act) {
        phone.toTheMiddle("button[name=act][value=" + act + "]").click();
    }

    private static Path file(String name, byte[] content) throws IOException {
        Path file = Files.createTempDirectory("dx3").resolve(name);
        file.toFile().deleteOnExit();
        return Files.write(file, content);
    }

    private static String number(String page) {
        return page.replaceFirst("(?s).*(活许〔[0-9]{4}〕[0-9]+号).*", "$1");
    }
}
