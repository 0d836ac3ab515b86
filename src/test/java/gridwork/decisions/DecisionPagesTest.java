package gridwork.decisions;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Town;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@GridworkTest
class DecisionPagesTest {
    private static final String READER = "decisions-reader";

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @Autowired
    Decisions decisions;

    @Autowired
    WebApplicationContext web;

    private MockMvc browser = MockMvcBuilders.standaloneSetup(new Object()).build();

    @BeforeEach
    void a_browser_in_march() {
        browser =
                MockMvcBuilders.webAppContextSetup(web).apply(springSecurity()).build();
        town.today("2025-03-03");
        staff.officer(READER, "manager");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private static MockHttpServletRequestBuilder page(String path, Object... parts) {
        return get(path, parts).with(user(READER).roles("MANAGER")).accept(MediaType.TEXT_HTML);
    }

    @Test
    void a_program_reads_why_a_site_is_red() throws Exception {
        Town.Site site = town.site("Lane 20").violation("unsafe-structure", on("2025-03-01"));

        browser.perform(get(
                                "/api/subjects/{kind}/{code}/explanation",
                                "site",
                                site.ref().code())
                        .with(user(READER).roles("MANAGER")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.subject").value(site.ref().toString()))
                .andExpect(jsonPath("$.ruleSet").value("site-colour"))
                .andExpect(jsonPath("$.release").isNumber())
                .andExpect(jsonPath("$.asOf").value("2025-03-03"))
                .andExpect(jsonPath("$.result").value("red"))
                .andExpect(jsonPath("$.rows", hasItem("SC-010")))
                .andExpect(jsonPath(
                        "$.facts[*].id", contains(String.valueOf(site.lastFact().value()))))
                .andExpect(jsonPath("$.facts[0].ageDays").value(2))
                .andExpect(jsonPath("$.measures").isMap())
                .andExpect(jsonPath("$.whyNot").isArray());
    }

    @Test
    void the_past_is_asked_by_day_and_by_what_was_known() throws Exception {
        Town.Site site = town.site("Lane 21").violation("unsafe-structure", on("2025-03-01"));

        browser.perform(get(
                                "/api/subjects/{kind}/{code}/explanation",
                                "site",
                                site.ref().code())
                        .param("asOf", "2025-02-28")
                        .with(user(READER).roles("MANAGER")))
                .andExpect(jsonPath("$.result").value("white"));
        browser.perform(get(
                                "/api/subjects/{kind}/{code}/explanation",
                                "site",
                                site.ref().code())
                        .param("knownAt", "2025-03-01T00:00:00Z")
                        .with(user(READER).roles("MANAGER")))
                .andExpect(jsonPath("$.result").value("white"));
    }

    @Test
    void the_list_shows_whose_result_changed_since_a_day() throws Exception {
        Town.Site site = town.site("Lane 24 of changes").violation("unclassified", on("2025-03-01"));
        String code = "<code>" + site.ref().code() + "</code>";
        String list = "/subjects?kind=site&q=Lane 24 of changes&since={day}";

        // the first result is no change
        assertThat(bodyOf(list, "2025-01-01")).doesNotContain(code);
        town.today("2025-03-05");
        site.violation("unsafe-structure", on("2025-03-05"));
        assertThat(bodyOf(list, "2025-03-05")).contains(code);
        assertThat(bodyOf(list + "&grade=white", "2025-03-05")).doesNotContain(code);
        assertThat(bodyOf(list, "2025-03-06")).doesNotContain(code);
    }

    private String bodyOf(String path, Object... parts) throws Exception {
        return browser.perform(page(path, parts))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void nobody_reads_it_without_signing_in() throws Exception {
        Town.Site site = town.site("Lane 23").violation("dust", on("2025-03-01"));

        browser.perform(get(
                        "/api/subjects/{kind}/{code}/explanation",
                        "site",
                        site.ref().code()))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void an_unknown_site_is_said_to_be_unknown() throws Exception {
        browser.perform(get("/api/subjects/site/none/explanation")
                        .with(user(READER).roles("MANAGER")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("subject-unknown"));
    }

    @Test
    void the_page_shows_the_card_the_strip_and_the_log() throws Exception {
        Town.Site site = town.site("七号工地").violation("dust", on("2025-02-01"));
        town.today("2025-03-10");
        site.violation("unsafe-structure", on("2025-03-09"));

        browser.perform(page(
                        "/subjects/{kind}/{code}/decisions", "site", site.ref().code()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("“七号工地”的定级记录")))
                .andExpect(content().string(containsString("SC-010")))
                .andExpect(content().string(containsString("结构不安全")))
                .andExpect(content().string(containsString("1 天前")))
                .andExpect(content().string(containsString("2025-03-09 至 2025-03-10：红色")))
                .andExpect(content().string(containsString("如无新情况")))
                .andExpect(content().string(containsString("已是最差的等次")));
        browser.perform(page(
                                "/subjects/{kind}/{code}/decisions",
                                "site",
                                site.ref().code())
                        .param("asOf", "2025-03-01")
                        .param("knownAt", "2025-03-03T13:00")
                        .param("lang", "en"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("As of 2025-03-01, by what was known at 2025-03-03 13:00")));
    }

    @Test
    void a_logged_decision_is_compared_with_itself_evaluated_anew() throws Exception {
        Town.Site site = town.site("Lane 22").violation("dust", on("2025-03-01"));
        LoggedDecision logged = decisions.history(site.id(), "site-colour", 1).get(0);

        browser.perform(page(
                        "/subjects/{kind}/{code}/decisions/{id}",
                        "site",
                        site.ref().code(),
                        logged.id().value()))
                .andExpect(redirectedUrl("/decisions/" + logged.id().value()));
        browser.perform(page("/decisions/{id}", logged.id().value()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("重新计算的结果和规则行与记录一致。")));
    }
}
