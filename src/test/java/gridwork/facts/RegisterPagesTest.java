package gridwork.facts;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a clerk does to the register by hand. */
@GridworkTest
class RegisterPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private Visitor clerk = new Visitor(0);
    private final SubjectRef site = new SubjectRef("site", "手 工/" + Ids.next());

    @BeforeEach
    void signIn() {
        staff.officer("register-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("register-clerk", "register-clerk");
    }

    @Test
    void a_site_is_registered_edited_and_closed_by_hand() {
        clerk.post(
                "/subjects/new", "/subjects/new", fields(Map.of("kind", "site", "code", site.code(), "name", "新工地")));
        Subject registered = subjects.find(site).orElseThrow();
        assertThat(registered.name()).isEqualTo("新工地");
        assertThat(registered.area()).isNull();

        String edit = "/subjects/edit?subject="
                + java.net.URLEncoder.encode(site.toString(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(clerk.get(edit).body()).contains("新工地").contains("注销");
        String address = "/subjects/edit/" + registered.id().value();
        clerk.post(edit, address, fields(Map.of("version", "1", "name", "改名 <i>", "latitude", "30.25")));
        assertThat(subjects.find(site).orElseThrow().name()).isEqualTo("改名 <i>");
        clerk.post(edit, address, fields(Map.of("version", "1", "name", "过时")));
        assertThat(clerk.get(edit).body()).contains("刚被他人修改").contains("改名 &lt;i&gt;");

        clerk.post(edit, address + "/close", Map.of("version", "2", "on", "2025-03-01", "reason", "竣工"));
        assertThat(subjects.find(site).orElseThrow().closedOn()).isEqualTo("2025-03-01");

        clerk.post(edit, address + "/reopen", Map.of("version", "3", "from", "2025-02-28", "reason", "复工"));
        assertThat(clerk.get(edit).body()).contains("恢复日期 2025-02-28 不可用").contains("恢复登记");
        clerk.post(edit, address + "/reopen", Map.of("version", "3", "from", "2025-03-02", "reason", "复工"));
        assertThat(subjects.find(site).orElseThrow().closedOn()).isNull();
        String shown = clerk.get(page(site)).body();
        assertThat(shown)
                .contains("登记变更", "复工", "竣工", "register-clerk", "改名 &lt;i&gt;")
                .containsSubsequence("恢复登记", "注销", "修改", "登记");
        staff.officer("register-inspector", "inspector");
        assertThat(new Visitor(port)
                        .signIn("register-inspector", "register-inspector")
                        .get(page(site))
                        .body())
                .doesNotContain("登记变更");
    }

    @Test
    void nothing_is_registered_under_a_kind_that_there_is_not() {
        var form = clerk.get("/subjects/new?kind=unknown");
        assertThat(form.statusCode()).isEqualTo(404);
        assertThat(form.body()).contains("没有“unknown”这类对象").doesNotContain("name=\"code\"");

        var sent = clerk.post(
                "/subjects/new",
                "/subjects/new",
                fields(Map.of("kind", "unknown", "code", site.code(), "name", "来路不明")));
        assertThat(Visitor.sentTo(sent)).startsWith("/subjects/new");
        assertThat(clerk.get("/subjects/new").body()).contains("没有“unknown”这类对象");
        assertThat(subjects.find(new SubjectRef("unknown", site.code()))).isEmpty();
    }

    private static String page(SubjectRef ref) {
        StringBuilder address = new StringBuilder("/subjects/site");
        for (String part : ref.code().split("/")) {
            address.append('/')
                    .append(java.net.URLEncoder.encode(part, java.nio.charset.StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return address.toString();
    }

    @Test
    void a_mistaken_fact_is_voided_with_a_reason() {
        work.run(() -> {
            subjects.register(Map.of(site, new SubjectDetails("工地", null, null, null, null, null)));
            facts.record(
                    List.of(new NewFact(
                            site, "violation", "dust", clock.now(), null, "test", site.code(), null, null, Map.of())),
                    Facts.How.HISTORY);
        });
        SubjectId subject = subjects.find(site).orElseThrow().id();
        FactId fact = facts.timeline(subject, 0, 1).get(0).id();
        String page = "/facts/" + fact.value() + "/void";
        String[] code = site.code().split("/");
        assertThat(clerk.get("/subjects/site/"
                                + code[0].replace(" ", "%20")
                                        .replace("手", "%E6%89%8B")
                                        .replace("工", "%E5%B7%A5") + "/" + code[1])
                        .body())
                .contains("修改、注销或合并")
                .contains(page);
        assertThat(clerk.get(page).body()).contains("扬尘污染").contains("不能撤销");
        clerk.post(page, page, Map.of("reason", " "));
        assertThat(facts.voidings(List.of(fact))).isEmpty();
        clerk.post(page, page, Map.of("reason", "看错了工地"));
        assertThat(facts.voidings(List.of(fact)).get(fact)).isNotNull().satisfies(voiding -> {
            assertThat(voiding.reason()).isEqualTo("看错了工地");
            assertThat(voiding.officer()).isEqualTo("register-clerk");
        });
        staff.officer("register-inspector", "inspector");
        assertThat(new Visitor(port)
                        .signIn("register-inspector", "register-inspector")
                        .get(page)
                        .statusCode())
                .isEqualTo(403);
    }

    private static Map<String, String> fields(Map<String, String> given) {
        Map<String, String> all = new java.util.HashMap<>(
                Map.of("name", "", "area", "", "address", "", "latitude", "", "longitude", "", "openedOn", ""));
        all.putAll(given);
        return all;
    }
}
