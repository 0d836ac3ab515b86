package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Staff;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The engine's web applications behind our one sign-in. */
@GridworkTest
class EngineWebTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*(?:value|content)=\"([^\"]+)\"");
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String QUERY = "/camunda/api/engine/engine/default/task";

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void clerk() {
        staff.officer("web-clerk", "office-clerk");
        staff.officer("web-admin", "administrator");
    }

    @Test
    void one_sign_in_opens_the_tasklist_and_signing_out_there_ends_it() throws Exception {
        signIn("web-clerk");
        HttpResponse<String> page = get(TASKLIST);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("nonce-");
        assertThat(get("/").headers().firstValue("content-security-policy").orElse(""))
                .doesNotContain("unsafe-eval");
        assertThat(get("/camunda/api/admin/auth/user/default").body()).contains("web-clerk");

        String token = page.headers().map().toString().replaceFirst("(?s).*XSRF-TOKEN=([^;]+).*", "$1");
        assertThat(post(QUERY, token, "{}").statusCode()).isEqualTo(200);
        assertThat(post(QUERY, "of-another-page", "{}").statusCode()).isEqualTo(403);

        assertThat(post("/camunda/api/admin/auth/user/default/logout", token, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get(QUERY).statusCode()).isEqualTo(401);
        assertThat(get("/tasks").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void the_engine_s_tools_are_for_administrators() throws Exception {
        signIn("web-clerk");
        assertThat(get("/camunda/api/admin/auth/user/default").body())
                .contains("tasklist")
                .doesNotContain("cockpit");
        signIn("web-admin");
        assertThat(get("/camunda/api/admin/auth/user/default").body()).contains("cockpit");
    }

    @Test
    void where_the_session_has_ended_the_tasklist_leads_to_our_sign_in() {
        try (var browser = Browser.at(port)) {
            browser.signIn("web-clerk").open(TASKLIST).until("我的任务");
            assertThat(browser.text()).doesNotContain("发起流程").doesNotContain("新建任务");
            browser.screenshotOfWindow("tasklist-clerk");
            browser.run("""
                    const token = document.cookie.replace(/.*XSRF-TOKEN=([^;]+).*/, '$1');
                    fetch('/camunda/api/admin/auth/user/default/logout', { method: 'POST', headers: { 'X-XSRF-TOKEN': token } })
                      .then(() => document.querySelectorAll('.task-filters a')[1]?.click());
                    """);
            browser.find("main form input[name=username]");
            assertThat(browser.path()).startsWith("/login");
        }
    }

    private void signIn(String name) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        http.send(
                HttpRequest.newBuilder(at("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=" + name + "&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Accept", "text/html,application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String to = answer.headers().firstValue("location").orElse("");
        return answer.statusCode() == 302 ? get(URI.create(to).getPath()) : answer;
    }

    private HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
