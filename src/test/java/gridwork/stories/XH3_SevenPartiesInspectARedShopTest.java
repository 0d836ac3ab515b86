package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.Facts;
import gridwork.street.AreaId;
import gridwork.street.Reach;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 七方联合: a shop turns red, and in the same transaction its seven parties have a joint inspection. */
@GridworkTest
class XH3_SevenPartiesInspectARedShopTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Breaches breaches;

    @Autowired
    Signatures signatures;

    @Autowired
    Facts facts;

    @Autowired
    Cases cases;

    @Autowired
    TestClock clock;

    private static final Map<String, String> PARTIES = new LinkedHashMap<>();

    static {
        PARTIES.put("pingan", "平安办");
        PARTIES.put("xiaoan", "消安办");
        PARTIES.put("gongguan", "公管办");
        PARTIES.put("shichang", "市场监管所");
        PARTIES.put("chengguan", "综合行政执法中队");
        PARTIES.put("police", "派出所");
        PARTIES.put("property", "小区物业");
    }

    private final Shops shops = new Shops();

    @BeforeEach
    void seven_parties() {
        beans.autowireBean(shops);
        shops.at(port);
        clock.set(on("2025-06-30"));
        crew.comesToWork();
        PARTIES.forEach((id, name) -> {
            crew.department(id, name);
            crew.hireFor("of-" + id, new AreaId(id));
        });
    }

    @Test
    void a_red_shop_is_inspected_by_seven_parties_and_the_one_that_does_not_sign_is_called_for() {
        Shops.Shop shop = shops.open("小河烧烤", Crew.GRID)
                .told("community-visit", "good", on("2025-06-01"))
                .told("merchant-check", "fail", on("2025-06-25"))
                .told("merchant-check", "fail", on("2025-06-26"))
                .told("merchant-check", "fail", on("2025-06-27"))
                .told("camera-finding", on("2025-06-28"), Map.of("category", "fire-lane", "camera", "C-7"), "0.97")
                .told(
                        "complaint-verdict",
                        on("2025-06-29"),
                        Map.of("category", "food-safety", "amount", 1, "complaintOn", "2025-06-20"),
                        null);
        assertThat(shop.stands()).startsWith("red");
        Case inspection = cases.of(shop.id(), Reach.EVERYTHING).get(0);
        assertThat(inspection.matter()).isEqualTo("shop-joint-enforcement");
        assertThat(inspection.dueOn()).as("three working days").isEqualTo(on("2025-07-03"));
        CaseId id = inspection.id();

        shop.told("merchant-complaint", "noise", on("2025-06-30"));
        assertThat(cases.of(shop.id(), Reach.EVERYTHING))
                .as("a complaint about it meanwhile opens no second one")
                .hasSize(1);
        assertThat(cases.trail(id)).extracting(TrailEntry::what).contains("asked-again");

        try (var browser = Browser.at(port)) {
            inspectedBySeven(id, new OnSite(browser, crew, cases, signatures));
        }
        assertThat(signatures.about("case/" + id.value()))
                .extracting(Signature::part)
                .containsExactlyInAnyOrderElementsOf(PARTIES.keySet());
        assertThat(cases.find(id).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
        assertThat(facts.timeline(shop.id(), 0, 100).stream()
                        .map(each -> each.kind() + "/" + each.category())
                        .toList())
                .contains("case-milestone/part-missing", "case-milestone/case-closed")
                .filteredOn("merchant-check/pass"::equals)
                .as("each party's check is a fact of its own")
                .hasSize(7);
    }

    private void inspectedBySeven(CaseId id, OnSite onSite) {
        onSite.arrange("of-pingan", id, "2025-07-01", "下午两点，店门口");
        assertThat(cases.cameFrom(id))
                .extracting(each -> each.details().path("department").asText())
                .containsExactlyElementsOf(PARTIES.keySet());
        for (Case part : cases.cameFrom(id)) {
            if (!department(part).equals("police")) {
                onSite.checkAndSign("of-" + department(part), part, Map.of());
            }
        }
        assertThat(signatures.about("case/" + id.value())).hasSize(6);
        assertThat(cases.find(id).orElseThrow().open())
                .as("nobody signs for the police")
                .isTrue();

        clock.set(on("2025-07-02"));
        Case police = cases.cameFrom(id).stream()
                .filter(each -> department(each).equals("police"))
                .findFirst()
                .orElseThrow();
        breaches.run();
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        assertThat(office.get("/cases/" + id.value()).body()).contains("派出所", "到期没有签字");
        onSite.chase("office", police.id(), "user_chase_part", "已催办派出所");
        onSite.checkAndSign("of-police", police, Map.of());
    }

    // --- words of this story

    private static String department(Case part) {
        return part.details().path("department").asText();
    }
}
