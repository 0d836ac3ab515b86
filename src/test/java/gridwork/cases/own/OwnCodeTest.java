package gridwork.cases.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import gridwork.GridworkTest;
import gridwork.QrPicture;
import gridwork.Reports;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Crew;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Work;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 企业码: an officer hands a subject its own code, and with it the subject reads what the street knows about it. */
@GridworkTest
class OwnCodeTest {
    private static final Pattern CODE = Pattern.compile("<code class=\"fs-5 text-break\">([0-9A-Z-]{31})</code>");
    private static final LocalDate TODAY = LocalDate.of(2025, 9, 3);

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Reports reports;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    SubjectRef shop;
    long id;

    @BeforeEach
    void a_shop_with_a_failed_check() {
        crew.comesToWork();
        clock.set(TODAY);
        forgetTries();
        shop = reports.register("merchant", new SubjectDetails("临河小馆", Crew.GRID, "临河路 8 号", null, null, null));
        id = subjects.find(shop).orElseThrow().id().value();
        reports.tell(shop, "merchant-check", LocalDate.of(2025, 9, 1), Map.of("category", "fail", "note", "王检查"));
    }

    @AfterEach
    void forgetTries() {
        work.run(() -> jdbc.sql("delete from follow_try").update());
    }

    private Visitor as(String name) {
        return new Visitor(port).signIn(Crew.id(name).value(), Crew.id(name).value());
    }

    private String page() {
        return "/subjects/" + shop.kind() + "/" + shop.code();
    }

    private HttpResponse<String> asked(Visitor officer, LocalDate until) {
        return officer.post(page(), "/subjects/own-code/" + id, Map.of("until", until.toString()));
    }

    private String sheet(Visitor officer, LocalDate until) {
        HttpResponse<String> answer = asked(officer, until);
        assertThat(Visitor.sentTo(answer)).isEqualTo("/subjects/own-code/" + id + "/sheet");
        return officer.get(Visitor.sentTo(answer)).body();
    }

    private static String code(String sheet) {
        Matcher found = CODE.matcher(sheet);
        assertThat(found.find()).as("a code on the sheet").isTrue();
        return found.group(1);
    }

    private HttpResponse<String> opened(String code) {
        return new Visitor(port).get("/own/" + code);
    }

    @Test
    void a_code_is_shown_once_on_a_sheet_whose_picture_leads_to_its_page_and_only_its_hash_is_kept() throws Exception {
        Visitor office = as("office");
        String sheet = sheet(office, TODAY.plusDays(30));
        String code = code(sheet);
        assertThat(sheet).contains("<svg", "临河小馆", "2025-10-03");
        assertThat(read(sheet)).isEqualTo("http://localhost:" + port + "/own/" + code);
        assertThat(Visitor.sentTo(office.get("/subjects/own-code/" + id + "/sheet")))
                .as("not a second time")
                .isEqualTo(page());
        assertThat(jdbc.sql("select hash from own_code where subject_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(each -> assertThat(each).matches("[0-9a-f]{64}").doesNotContain(code));
        assertThat(office.get(page()).body())
                .contains("企业码", "有效", "2025-10-03")
                .doesNotContain(code);
    }

    private static String read(String sheet) throws IOException, ReaderException {
        Matcher png =
                Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=&#;]+)\"").matcher(sheet);
        assertThat(png.find()).isTrue();
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(png.group(1).replace("&#43;", "+"))));
        return QrPicture.read(picture);
    }

    @Test
    void its_page_needs_no_account_and_shows_the_colour_its_rows_its_facts_and_what_would_change_it() {
        String code = code(sheet(as("office"), TODAY.plusDays(30)));
        HttpResponse<String> page = opened(code);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("临河小馆", "商户信用", "为什么", "为什么不是别的等次", "计入的事实", "2025-09-01", "2天前".replace("2天", "2 天"))
                .doesNotContain("href=\"/subjects", "王检查", "crew-office");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
        assertThat(page.headers().firstValue("X-Robots-Tag"))
                .hasValueSatisfying(it -> assertThat(it).contains("noindex"));
        assertThat(opened(code + "?lang=en").body()).contains("Under way", "No case is under way");
    }

    @Test
    void guessed_expired_revoked_and_renewed_codes_get_one_and_the_same_answer() {
        Visitor office = as("office");
        String renewed = code(sheet(office, TODAY.plusDays(1)));
        String revoked = code(sheet(office, TODAY.plusDays(1)));
        office.post(page(), "/subjects/own-code/" + id + "/revoke", Map.of("reason", "遗失"));
        String expired = code(sheet(office, TODAY));
        assertThat(opened(expired).statusCode()).as("its last day counts").isEqualTo(200);
        clock.set(TODAY.plusDays(1));
        String guessed = expired.substring(0, 30) + (expired.endsWith("7") ? "8" : "7");
        List<HttpResponse<String>> all = List.of(opened(renewed), opened(revoked), opened(expired), opened(guessed));
        assertThat(all).allSatisfy(each -> {
            assertThat(each.statusCode()).isEqualTo(404);
            assertThat(said(each)).isEqualTo(said(all.get(0)));
            assertThat(each.body()).contains("没有可以显示的内容").doesNotContain("临河小馆");
        });
        assertThat(as("office").get(page()).body()).contains("已换发", "已收回", "遗失", "已过期");
    }

    /** What a reader sees, without the tokens of their session. */
    private static String said(HttpResponse<String> page) {
        return page.body().replaceAll("content=\"[^\"]*\"", "").replaceAll("href=\"[^\"]*\"", "");
    }

    @Test
    void after_many_wrong_codes_only_wrong_ones_wait() {
        String code = code(sheet(as("office"), TODAY));
        for (int i = 0; i < 20; i++) {
            assertThat(opened("WRONG" + i).statusCode()).isEqualTo(404);
        }
        assertThat(opened("WRONG").statusCode()).isEqualTo(429);
        assertThat(opened(code).statusCode()).isEqualTo(200);
    }

    @Test
    void only_officers_who_may_hand_codes_over_do_and_never_without_an_end() {
        Visitor worker = as("worker");
        assertThat(worker.get(page()).body()).doesNotContain("企业码");
        assertThat(asked(worker, TODAY).statusCode()).isNotEqualTo(200);
        asked(as("office"), TODAY.minusDays(1));
        asked(as("office"), TODAY.plusYears(4));
        assertThat(jdbc.sql("select count(*) from own_code where subject_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
