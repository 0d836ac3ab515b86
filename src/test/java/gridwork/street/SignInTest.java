package gridwork.street;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GridworkTest
class SignInTest {
    private static final String PASSWORD = "a long enough one";

    @Autowired
    Accounts accounts;

    @Autowired
    Areas areas;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @BeforeEach
    void a_street() {
        AccountsTest.street(areas);
    }

    private Visitor visitor() {
        return new Visitor(port);
    }

    private OfficerId officer(String id, String role) {
        var officer = new OfficerId(id);
        accounts.create(officer, "某某", Set.of(new Duty(role, "street")), PASSWORD, "test");
        return officer;
    }

    @Test
    void a_stranger_is_sent_to_the_door_and_a_program_gets_401() {
        assertThat(Visitor.sentTo(visitor().get("/accounts"))).isEqualTo("/login");
        assertThat(visitor().getJson("/api/anything").statusCode()).isEqualTo(401);
        assertThat(visitor().get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void an_administrator_sees_the_accounts_and_a_manager_is_told_that_it_may_not() {
        officer("si-admin", "administrator");
        officer("si-manager", "manager");
        var page = visitor().signIn("si-admin", PASSWORD).get("/accounts?find=si-man");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("si-manager").contains("街道领导");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe-eval"));
        assertThat(visitor()
                        .signIn("si-admin", PASSWORD)
                        .get("/accounts/si-manager")
                        .body())
                .contains("回避");
        assertThat(visitor().signIn("si-admin", PASSWORD).get("/accounts/new").statusCode())
                .isEqualTo(200);
        assertThat(visitor().signIn("si-admin", PASSWORD).get("/areas").body()).contains("测试街道");

        assertThat(visitor().signIn("si-manager", PASSWORD).get("/accounts").statusCode())
                .isEqualTo(403);
        assertThat(visitor()
                        .signIn(" SI-Manager ", PASSWORD)
                        .get("/account/password")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_one_time_password_opens_only_the_page_on_which_it_is_changed() {
        var id = new OfficerId("si-new");
        String oneTime = accounts.create(id, "新人", Set.of(new Duty("manager", "street")), "test");
        Visitor visitor = visitor().signIn("si-new", oneTime);
        assertThat(Visitor.sentTo(visitor.get("/"))).isEqualTo("/account/password");

        var form = Map.of("present", oneTime, "chosen", "my very own words", "again", "my very own words");
        assertThat(visitor.post("/account/password", "/account/password", form)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/login"));
        assertThat(visitor().signIn("si-new", "my very own words").get("/").statusCode())
                .isEqualTo(200);
    }

    @Test
    void after_too_many_wrong_passwords_the_right_one_opens_nothing_for_some_minutes() {
        officer("si-locked", "manager");
        Instant then = clock.now();
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(visitor()
                                .post("/login", "/login", Map.of("username", "si-locked", "password", "wrong" + i))
                                .headers()
                                .firstValue("Location"))
                        .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
            }
            assertThat(visitor().signIn("si-locked", PASSWORD).get("/").statusCode())
                    .isEqualTo(302);
            clock.set(then.plus(Duration.ofMinutes(6)));
            assertThat(visitor().signIn("si-locked", PASSWORD).get("/").statusCode())
                    .isEqualTo(200);
        } finally {
            clock.set(then);
        }
    }

    @Test
    void an_account_that_is_closed_or_gets_a_new_password_is_out_at_once_and_new_duties_count_at_once() {
        OfficerId id = officer("si-moves", "manager");
        Visitor visitor = visitor().signIn("si-moves", PASSWORD);
        assertThat(visitor.get("/areas").statusCode()).isEqualTo(403);
        accounts.setDuties(id, Set.of(new Duty("administrator", "street")), "test");
        assertThat(visitor.get("/areas").statusCode()).isEqualTo(200);

        accounts.resetPassword(id, "test");
        assertThat(Visitor.sentTo(visitor.get("/areas"))).isEqualTo("/login?ended");

        officer("si-closed", "manager");
        Visitor closed = visitor().signIn("si-closed", PASSWORD);
        accounts.deactivate(new OfficerId("si-closed"), "test");
        assertThat(Visitor.sentTo(closed.get("/"))).isEqualTo("/login?ended");
        assertThat(visitor().signIn("si-closed", PASSWORD).get("/").statusCode())
                .isEqualTo(302);
    }

    @Test
    void a_refused_form_goes_back_to_its_page_with_a_sentence_and_a_form_without_a_token_is_refused() {
        officer("si-admin2", "administrator");
        Visitor admin = visitor().signIn("si-admin2", PASSWORD);
        var answer = admin.post(
                "/areas", "/areas", Map.of("code", "no code!", "kind", "GRID", "name", "某", "parent", "street"));
        assertThat(Visitor.sentTo(answer)).isEqualTo("/areas");
        assertThat(admin.get("/areas").body()).contains("不能作为区域代码");

        var forged = admin.postWithoutToken(
                "/areas", "/areas", Map.of("code", "x", "kind", "GRID", "name", "某", "parent", "street"));
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void what_is_not_there_is_told_with_a_reference_as_page_and_as_problem_details() {
        officer("si-lost", "manager");
        Visitor visitor = visitor().signIn("si-lost", PASSWORD);
        assertThat(visitor.get("/nowhere").statusCode()).isEqualTo(404);
        var problem = visitor.getJson("/api/nowhere");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(problem.body()).contains("\"reference\"").contains("没有找到");
    }
}
