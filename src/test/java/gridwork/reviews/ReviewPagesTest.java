package gridwork.reviews;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Town;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GridworkTest
class ReviewPagesTest {
    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @LocalServerPort
    int port;

    @BeforeEach
    void in_october() {
        town.today("2029-10-08");
        staff.officer("reviewer", "manager");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void a_reader_goes_from_the_month_to_a_figure_to_its_records() {
        Town.Site grave = town.site("Read on the way")
                .violation("dangerous-work", on("2029-09-12"))
                .check("key", 1, on("2029-09-12"));
        town.site("Read beside").violation("dust", on("2029-09-20")).violation("waste", on("2029-08-20"));

        try (var browser = Browser.at(port)) {
            browser.signIn("reviewer").open("/reviews");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("reviews");
            browser.find("a[href='/reviews/2029-09']").click();
            browser.until("SC-010").until(grave.ref().code());
            browser.screenshot("review-month");
            assertThat(browser.unlabelled()).isEmpty();
            browser.find("a[href*='figures/F-210']").sendKeys(Keys.ENTER);
            browser.until("Read on the way");
            browser.screenshot("review-records");
            browser.phone().open("/reviews/2029-09").until("SC-010");
            browser.screenshot("review-month-phone");
            assertThat(browser.overflow()).isZero();
            browser.open("/reviews/2029-09/figures/F-210");
            assertThat(browser.overflow()).isZero();
            browser.language("en").wide().open("/reviews/2029-09").until("Red sites and the reasons");
            browser.screenshot("review-month-en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_manager_issues_a_month_after_being_asked() {
        try (var browser = Browser.at(port)) {
            browser.signIn("reviewer").open("/reviews/2029-08");
            browser.find("form[action='/reviews/2029-08/issue'] button").click();
            browser.find("#confirm[open]");
            browser.screenshotOfWindow("review-issue");
            browser.find("#confirm [value=yes]").click();
            browser.until("通报已签发");
            assertThat(browser.all("a[href^='/reviews/issued/']")).isNotEmpty();
        }
    }
}
