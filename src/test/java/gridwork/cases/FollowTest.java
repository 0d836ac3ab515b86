package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever reported something follows it with a code, without an account and without personal data of others. */
@GridworkTest
class FollowTest {
    private static final Pattern CODE = Pattern.compile("<code class=\"fs-5 text-break\">([0-9A-Z-]{31})</code>");

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Work work;

    @Autowired
    Cases cases;

    @Autowired
    Reports reports;

    @Autowired
    Subjects subjects;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Sender platform;
    final SubjectRef square = new SubjectRef("place", "follow-" + Ids.next());

    @BeforeEach
    void a_report_of_a_blocked_way() {
        crew.comesToWork();
        platform = new Sender(port, keys, signals);
        clock.set(Instant.parse("2025-03-03T02:00:00Z"));
        work.run(() -> jdbc.sql("delete from follow_try").update());
        work.run(() -> subjects.register(Map.of(square, new SubjectDetails("广场", Crew.GRID, null, null, null, null))));
        platform.send(
                "r1",
                "event-report",
                square,
                "2025-03-03T09:00:00",
                Map.of("category", "parking", "description", "李某某的车 13800001111", "reporter", "138****5678"));
        platform.workOff();
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.of(2025, 3, 3));
        work.run(() -> jdbc.sql("delete from follow_try").update());
    }

    private Case theCase() {
        Report report = reports.find(platform.source(), "r1").orElseThrow();
        return cases.find(Objects.requireNonNull(report.of())).orElseThrow();
    }

    private void solved() {
        Case of = theCase();
        var content = crew.content("{}")
                .put("solved", true)
                .put("description", "已联系车主王某某")
                .put("answer", "车辆已驶离");
        content.putArray("photos").add(crew.photo(of, "worker"));
        crew.does("worker", cases.openTasks(of.id()).get(0).id(), content);
    }

    @Test
    void the_platform_that_sent_it_gets_a_code_and_nobody_else_does() {
        HttpResponse<String> made = platform.code("r1");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).containsPattern("\"code\":\"[0-9A-Z-]{31}\"");
        assertThat(platform.code("never-sent").statusCode()).isEqualTo(404);
        assertThat(new Sender(port, keys, signals).code("r1").statusCode())
                .as("another source")
                .isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from follow_code where hash like '%-%'")
                        .query(Integer.class)
                        .single())
                .as("only hashes are kept")
                .isZero();
    }

    @Test
    void the_page_needs_no_account_and_shows_levels_and_the_answer_but_no_names_or_words_of_others() {
        String code = platform.codeOf("r1");
        HttpResponse<String> page = new Visitor(port).get("/follow/" + code);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("违规停车", "已收到上报", "网格员承办", "办理中");
        solved();
        String told = new Visitor(port)
                .get("/follow/" + code.replace("-", "").toLowerCase(Locale.ROOT))
                .body();
        assertThat(told)
                .contains("车辆已驶离", "请您确认", "没有解决，退回重办")
                .doesNotContain("李某某", "王某某", "13800001111", "138****5678", "crew-worker", "网格员现场处置");
        assertThat(new Visitor(port).get("/follow/" + code + "?lang=en").body())
                .contains("With: Grid worker", "Answer");
    }

    @Test
    void content_closes_the_case_and_discontent_sends_it_back_as_often_as_the_rules_say() {
        String code = platform.codeOf("r1");
        var reporter = new Visitor(port);
        for (int i = 0; i < 2; i++) {
            solved();
            reporter.post("/follow/" + code, "/follow/" + code, Map.of("content", "false", "why", "还在那里"));
            assertThat(cases.openTasks(theCase().id()))
                    .as("back to the level that solved it")
                    .extracting(OpenTask::step)
                    .containsExactly("user_worker");
        }
        solved();
        assertThat(reporter.get("/follow/" + code).body()).contains("不能再退回").doesNotContain("退回重办</button>");
        reporter.post("/follow/" + code, "/follow/" + code, Map.of("content", "false", "why", "还在那里"));
        assertThat(theCase().open()).isTrue();
        assertThat(reporter.get("/follow/" + code).body()).contains("待确认");
        reporter.post("/follow/" + code, "/follow/" + code, Map.of("content", "true"));
        assertThat(theCase().state()).isEqualTo(Case.State.CLOSED);
        assertThat(reporter.get("/follow/" + code).body()).contains("已结案").doesNotContain("认可</button>");
    }

    @Test
    void sending_back_needs_a_reason() {
        String code = platform.codeOf("r1");
        solved();
        var reporter = new Visitor(port);
        reporter.post("/follow/" + code, "/follow/" + code, Map.of("content", "false", "why", " "));
        assertThat(reporter.get("/follow/" + code).body()).contains("请写明还有什么没有解决");
        assertThat(cases.openTasks(theCase().id())).isEmpty();
    }

    @Test
    void every_wrong_code_gets_the_same_page_and_after_many_of_them_only_wrong_ones_have_to_wait() {
        String right = platform.codeOf("r1");
        var guesser = new Visitor(port);
        String wrong = right.substring(0, 30) + (right.endsWith("7") ? "8" : "7");
        HttpResponse<String> near = guesser.get("/follow/" + wrong);
        HttpResponse<String> far = guesser.get("/follow/x");
        assertThat(near.statusCode()).isEqualTo(404);
        assertThat(far.statusCode()).isEqualTo(404);
        assertThat(alike(near, wrong)).isEqualTo(alike(far, "x"));
        for (int i = 0; i < 30; i++) {
            guesser.get("/follow/wrong" + i);
        }
        HttpResponse<String> tooMany = guesser.get("/follow/" + wrong);
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("请稍后再试");
        assertThat(alike(tooMany, wrong))
                .as("one as near as can be tells no more")
                .isEqualTo(alike(guesser.get("/follow/x"), "x"));
        assertThat(guesser.get("/follow/" + right).statusCode())
                .as("whoever shares the address and has a right one")
                .isEqualTo(200);
        assertThat(jdbc.sql("select failures from follow_try")
                        .query(Integer.class)
                        .single())
                .as("what is tried beyond is not written down")
                .isEqualTo(20);
        clock.set(Instant.parse("2025-03-03T02:20:00Z"));
        assertThat(guesser.get("/follow/" + wrong).statusCode()).isEqualTo(404);
    }

    /** Without its token and its own address, which stands in the link to the other language. */
    private static String alike(HttpResponse<String> page, String code) {
        return page.body().replaceAll("_csrf[^>]*>", "").replaceAll("follow[/%A-Z0-9]*" + code + "[?\"&]", "follow");
    }

    @Test
    void an_officer_hands_a_code_over_from_the_page_of_the_case() {
        var office = new Visitor(port).signIn("crew-office", "crew-office");
        String page = "/cases/" + theCase().id().value();
        Report report = reports.find(platform.source(), "r1").orElseThrow();
        office.post(page, page + "/reports/" + report.id() + "/code", Map.of());
        Matcher code = CODE.matcher(office.get(page).body());
        assertThat(code.find()).isTrue();
        assertThat(new Visitor(port).get("/follow/" + code.group(1)).statusCode())
                .isEqualTo(200);
        assertThat(office.get(page).body()).as("shown once").doesNotContain(code.group(1));
    }
}
