package gridwork.app.web;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GridworkTest
class SubjectsApiTest {
    private static final String PASSWORD = "api-Test-83640";
    private static final OfficerId CLERK = new OfficerId("api-clerk");

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Areas areas;

    @Autowired
    Accounts accounts;

    private Instant before = Instant.EPOCH;

    @BeforeEach
    void a_clerk() {
        before = clock.now();
        town.today("2025-03-03");
        if (areas.find(new AreaId("street")).isEmpty()) {
            areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
        }
        if (accounts.state(CLERK).isEmpty()) {
            accounts.create(CLERK, "某某", Set.of(new Duty("office-clerk", "street")), PASSWORD, "test");
        }
    }

    @AfterEach
    void the_clock_is_set_back() {
        clock.set(before);
    }

    private Visitor clerk() {
        return new Visitor(port).signIn(CLERK.value(), PASSWORD);
    }

    @Test
    void a_red_site_is_found_by_its_colour_and_by_its_code() {
        var red = town.site("接口测试的红色工地").violation("unsafe-structure", on("2025-02-20"));
        var white = town.site("接口测试的白色工地").check("general", 0, on("2025-02-20"));
        String found = clerk().getJson("/api/subjects?kind=site&grade=red&q=%E6%8E%A5%E5%8F%A3%E6%B5%8B%E8%AF%95")
                .body();
        assertThat(found)
                .contains(red.ref().code())
                .contains("\"grade\":\"red\"")
                .doesNotContain(white.ref().code());
        assertThat(clerk().getJson("/api/subjects/" + red.ref()).body()).contains("接口测试的红色工地");
    }

    @Test
    void what_is_not_there_is_told_as_problem_details() {
        var answer = clerk().getJson("/api/subjects/site/no-such-code");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(clerk().getJson("/api/subjects/NO%20KIND/x").statusCode()).isEqualTo(404);
        assertThat(new Visitor(port).getJson("/api/subjects").statusCode()).isEqualTo(401);
    }

    @Test
    void the_export_is_utf8_for_spreadsheets_and_runs_no_formula() {
        var site = town.site("=HYPERLINK(\"http://example.org\")");
        String csv =
                clerk().get("/subjects.csv?kind=site&q=" + site.ref().code()).body();
        assertThat(csv).startsWith("\ufeff类别,编号,名称");
        assertThat(csv).contains(site.ref().code()).contains("'=HYPERLINK").doesNotContain(",=HYPERLINK");
        assertThat(csv.lines()).hasSize(2);
    }
}
