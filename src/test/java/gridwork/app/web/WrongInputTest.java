package gridwork.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Addresses and forms with words in them that do not belong there: a page with a sentence, never a failure. */
@GridworkTest
class WrongInputTest {
    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    private Visitor somebody(String role) {
        String name = "wrong-" + role;
        staff.officer(name, role);
        return new Visitor(port).signIn(name, name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subjects?from=99999999999999999999",
                "/subjects?from=%3Cscript%3Ealert(1)%3C/script%3E",
                "/subjects?closed=vielleicht",
                "/subjects?kind=site&since=gestern",
                "/checks?month=2024-13",
                "/checks?mine=x",
                "/reviews?month=0",
                "/cases/abc",
                "/imports/abc"
            })
    void an_address_that_cannot_be_read_is_told_to_be_wrong(String address) {
        HttpResponse<String> answer = somebody("office-clerk").get(address);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).contains("<main").doesNotContain("<script>alert");
    }

    @Test
    void what_is_refused_at_an_address_is_told_on_a_page() {
        HttpResponse<String> answer = somebody("office-clerk").get("/subjects/new?kind=K!");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<main").contains("编号").doesNotContain("??");
    }

    @Test
    void a_word_where_a_choice_belongs_leads_back_to_the_form_with_a_sentence() {
        Visitor admin = somebody("administrator");
        HttpResponse<String> answer = admin.post(
                "/areas", "/areas", Map.of("code", "wrong-1", "kind", "KEINE", "name", "某", "parent", "street"));
        assertThat(Visitor.sentTo(answer)).isEqualTo("/areas");
        assertThat(admin.get("/areas").body()).contains("填写的“KEINE”读不懂");
    }
}
