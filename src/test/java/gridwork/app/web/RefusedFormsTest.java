package gridwork.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A form that is refused comes back with what was typed into it. */
@GridworkTest
class RefusedFormsTest {
    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    private final SubjectRef site = new SubjectRef("site", "F" + Ids.next());

    @BeforeEach
    void a_site_is_there() {
        staff.officer("form-clerk", "office-clerk");
        work.run(() -> subjects.register(Map.of(site, new SubjectDetails("工地", null, "旧址", null, null, null))));
    }

    @Test
    void what_was_typed_stands_there_again_and_is_gone_with_the_next_page() {
        try (var browser = Browser.at(port)) {
            browser.signIn("form-clerk").open("/subjects/new");
            String area = String.valueOf(
                    browser.run("return document.querySelector('#area option:not([value=\"\"])').value"));
            browser.find("#code").sendKeys(site.code());
            browser.find("#name").sendKeys("又一个 \"工地\" <i>");
            new Select(browser.find("#area")).selectByValue(area);
            browser.find("#latitude").sendKeys("三十");
            browser.find("main form [type=submit]").click();
            browser.until("超出范围");
            assertThat(typed(browser, "#code")).isEqualTo(site.code());
            assertThat(typed(browser, "#name")).isEqualTo("又一个 \"工地\" <i>");
            assertThat(typed(browser, "#area")).isEqualTo(area);
            assertThat(typed(browser, "#latitude")).isEqualTo("三十");
            assertThat(browser.complaints()).isEmpty();

            browser.find("#latitude").clear();
            browser.find("main form [type=submit]").click();
            browser.until("已登记");
            assertThat(typed(browser, "#name")).as("the second refusal, too").isEqualTo("又一个 \"工地\" <i>");

            browser.open("/subjects/new");
            assertThat(typed(browser, "#name")).isEmpty();
            assertThat(browser.run("return sessionStorage.getItem('gridwork-typed') === null"))
                    .isEqualTo(true);
        }
    }

    @Test
    void where_somebody_else_was_faster_both_are_told() {
        try (var browser = Browser.at(port)) {
            String edit = "/subjects/edit?subject=" + site;
            browser.signIn("form-clerk").open(edit);
            new Visitor(port)
                    .signIn("form-clerk", "form-clerk")
                    .post(
                            edit,
                            "/subjects/edit/"
                                    + subjects.find(site).orElseThrow().id().value(),
                            Map.of(
                                    "version",
                                    "1",
                                    "name",
                                    "工地",
                                    "area",
                                    "",
                                    "address",
                                    "新址 $1",
                                    "latitude",
                                    "",
                                    "longitude",
                                    "",
                                    "openedOn",
                                    ""));
            browser.find("#address").clear();
            browser.find("#address").sendKeys("我写的地址");
            browser.find("main form [type=submit]").click();
            browser.until("刚被他人修改");
            assertThat(typed(browser, "#address")).isEqualTo("我写的地址");
            assertThat(browser.text()).contains("现为：新址 $1");
            browser.find("main form [type=submit]").click();
            browser.until("已保存");
            assertThat(subjects.find(site).orElseThrow().address()).isEqualTo("我写的地址");
        }
    }

    @Test
    void a_password_is_never_kept() {
        try (var browser = Browser.at(port)) {
            browser.signIn("form-clerk").open("/account/password");
            browser.find("#present").sendKeys("a wrong old one");
            browser.find("#chosen").sendKeys("a long new secret 1");
            browser.find("#again").sendKeys("a long new secret 1");
            browser.run("document.querySelector('#present').form.addEventListener('submit', e => e.preventDefault())");
            browser.find("main form [type=submit]").click();
            assertThat(String.valueOf(browser.run("return sessionStorage.getItem('gridwork-typed')")))
                    .contains("/account/password")
                    .doesNotContain("secret", "wrong old", "_csrf");

            browser.open("/account/password");
            browser.find("#present").sendKeys("a wrong old one");
            browser.find("#chosen").sendKeys("a long new secret 1");
            browser.find("#again").sendKeys("a long new secret 1");
            browser.find("main form [type=submit]").click();
            browser.find("#notes [data-refused]");
            assertThat(typed(browser, "#present") + typed(browser, "#chosen") + typed(browser, "#again"))
                    .isEmpty();
        }
    }

    @Test
    void the_page_says_which_refusal_it_was_and_sends_nothing_back_that_was_typed() {
        var clerk = new Visitor(port).signIn("form-clerk", "form-clerk");
        var sent = clerk.post(
                "/subjects/new",
                "/subjects/new",
                Map.of(
                        "kind",
                        "site",
                        "code",
                        site.code(),
                        "name",
                        "typed-by-hand",
                        "area",
                        "",
                        "address",
                        "",
                        "latitude",
                        "",
                        "longitude",
                        "",
                        "openedOn",
                        ""));
        assertThat(clerk.get(Visitor.sentTo(sent)).body())
                .contains("data-refused=\"subject-exists\"")
                .doesNotContain("typed-by-hand");
        assertThat(clerk.get("/subjects/new").body()).doesNotContain("data-refused");
    }

    private static String typed(Browser browser, String css) {
        return String.valueOf(browser.run("return document.querySelector(arguments[0]).value", css));
    }
}
