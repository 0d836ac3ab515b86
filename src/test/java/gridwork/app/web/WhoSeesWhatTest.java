package gridwork.app.web;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.CaseId;
import gridwork.cases.SiteChecks;
import gridwork.decisions.Decisions;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Matter;
import gridwork.street.OfficerId;
import gridwork.street.catalogue.ShippedCatalogue;
import gridwork.street.catalogue.StoredCatalogue;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Two grids with a site and a shop each, and officers whose duties reach one grid, one department's matters, both or
 * neither. The department {@code reach-sites} helps with the checks of sites and nothing else, {@code reach-idle} has no matter.
 */
@GridworkTest
class WhoSeesWhatTest {
    private static final String PASSWORD = "reach-Test-52907";
    private static final String MARK = "可见范围" + Ids.next();
    private static final AreaId EAST = new AreaId("reach-g1");
    private static final AreaId WEST = new AreaId("reach-g2");
    private static final AreaId SITES = new AreaId("reach-sites");
    private static final Duty GRID = new Duty("grid-worker", EAST.value());
    private static final Duty HELPS = new Duty("department-officer", SITES.value());
    private static final Duty IDLE = new Duty("department-officer", "reach-idle");

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

    @Autowired
    Subjects subjects;

    @Autowired
    SiteChecks checks;

    @Autowired
    Decisions decisions;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    StoredCatalogue catalogue;

    private Set<AreaId> helping = Set.of();
    private Instant before = Instant.EPOCH;
    private final Map<String, SubjectRef> refs = new HashMap<>();
    private final Map<String, String> decided = new HashMap<>();
    private final Map<String, CaseId> cases = new HashMap<>();

    @BeforeEach
    void two_grids_and_six_officers() {
        before = clock.now();
        town.today("2025-03-03");
        area("street", Area.Kind.STREET, null);
        area(SITES.value(), Area.Kind.DEPARTMENT, "street");
        Matter check = catalogue.matter("site-check");
        helping = check.helping();
        Stream.of(Stream.of(check.lead()), helping.stream(), check.checklist().departments().stream())
                .flatMap(each -> each)
                .forEach(each -> area(each.value(), Area.Kind.DEPARTMENT, "street"));
        ShippedCatalogue.helping(
                catalogue,
                "site-check",
                Stream.concat(helping.stream(), Stream.of(SITES)).collect(Collectors.toSet()));
        area("reach-idle", Area.Kind.DEPARTMENT, "street");
        area("reach-c1", Area.Kind.COMMUNITY, "street");
        area(EAST.value(), Area.Kind.GRID, "reach-c1");
        area(WEST.value(), Area.Kind.GRID, "reach-c1");
        officer("reach-grid", Set.of(GRID));
        officer("reach-helper", Set.of(HELPS));
        officer("reach-idle-officer", Set.of(IDLE));
        officer("reach-both", Set.of(GRID, HELPS));
        officer("reach-grid-idle", Set.of(GRID, IDLE));
        officer("reach-leader", Set.of(new Duty("grid-leader", "reach-c1")));
        officer("reach-inspector", Set.of(new Duty("inspector", "street")));
        for (AreaId grid : List.of(EAST, WEST)) {
            var site = town.site(MARK, grid).violation("unsafe-structure", on("2025-03-01"));
            refs.put("site " + grid, site.ref());
            decided.put(
                    "site " + grid,
                    "/decisions/"
                            + decisions
                                    .history(site.id(), "site-colour", 1)
                                    .get(0)
                                    .id()
                                    .value());
            cases.put(
                    "site " + grid,
                    checks.open(
                            site.id(),
                            "key",
                            false,
                            "reach",
                            on("2025-03-09"),
                            List.of(new OfficerId("reach-inspector"))));
            var shop = new SubjectRef("merchant", "R" + Ids.next());
            work.run(() -> subjects.register(Map.of(shop, new SubjectDetails(MARK, grid, null, null, null, null))));
            refs.put("merchant " + grid, shop);
        }
    }

    @AfterEach
    void the_clock_and_the_catalogue_are_set_back() {
        ShippedCatalogue.helping(catalogue, "site-check", helping);
        clock.set(before);
    }

    private void area(String id, Area.Kind kind, @org.jspecify.annotations.Nullable String parent) {
        if (areas.find(new AreaId(id)).isEmpty()) {
            areas.put(new Area(
                    new AreaId(id),
                    kind,
                    id.equals("street") ? "测试街道" : id,
                    parent == null ? null : new AreaId(parent)));
        }
    }

    private void officer(String id, Set<Duty> duties) {
        if (accounts.state(new OfficerId(id)).isEmpty()) {
            accounts.create(new OfficerId(id), id, duties, PASSWORD, "test");
        }
    }

    private Visitor as(String officer) {
        return new Visitor(port).signIn(officer, PASSWORD);
    }

    /** All that are seen of the four, e.g. {@code site reach-g1}, and asserts that every door agrees about each. */
    private Set<String> seenBy(String officer) {
        Visitor visitor = as(officer);
        Set<String> seen = new java.util.TreeSet<>();
        refs.forEach((name, ref) -> {
            if (visitor.get("/subjects/" + ref).statusCode() == 200) {
                seen.add(name);
            }
            boolean there = seen.contains(name);
            int found = there ? 200 : 404;
            assertThat(visitor.getJson("/api/subjects/" + ref).statusCode())
                    .as("%s asks for %s", officer, name)
                    .isEqualTo(found);
            for (String list : List.of(
                    "/subjects.csv?q=" + ref.code(),
                    "/api/subjects?q=" + ref.code(),
                    "/subjects?kind=" + ref.kind() + "&q=" + ref.code())) {
                HttpResponse<String> answer = list.startsWith("/api/") ? visitor.getJson(list) : visitor.get(list);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body().contains("href=\"/subjects/" + ref)
                                || answer.body().contains("\"code\":\"" + ref.code() + "\"")
                                || answer.body().contains("," + ref.code() + ","))
                        .as("%s finds %s in %s", officer, name, list)
                        .isEqualTo(there);
            }
            assertThat(Visitor.sentTo(visitor.get("/search?q=" + ref.code())).equals("/subjects/" + ref))
                    .as("%s searches for %s", officer, name)
                    .isEqualTo(there);
            if (ref.kind().equals("site")) {
                assertThat(visitor.get("/subjects/" + ref + "/decisions").statusCode())
                        .isEqualTo(found);
                assertThat(visitor.getJson("/api/subjects/" + ref + "/explanation")
                                .statusCode())
                        .isEqualTo(found);
                assertThat(visitor.get(Objects.requireNonNull(decided.get(name)))
                                .statusCode())
                        .as("%s opens the decision about %s", officer, name)
                        .isEqualTo(there ? 200 : 422);
                assertThat(visitor.get("/decisions?subject=" + ref).statusCode())
                        .isEqualTo(there ? 200 : 422);
                assertThat(visitor.getJson("/api/explanation?subject=" + ref).statusCode())
                        .isEqualTo(there ? 200 : 422);
                boolean open = visitor.get("/cases/"
                                        + Objects.requireNonNull(cases.get(name))
                                                .value())
                                .statusCode()
                        == 200;
                assertThat(open).as("%s opens the case of %s", officer, name).isEqualTo(there);
                assertThat(visitor.get("/cases?q=" + ref.code())
                                .body()
                                .contains("/cases/"
                                        + Objects.requireNonNull(cases.get(name))
                                                .value()))
                        .as("%s finds the case of %s", officer, name)
                        .isEqualTo(there);
            }
        });
        return seen;
    }

    @Test
    void a_duty_reaches_its_areas_or_its_departments_matters() {
        assertThat(seenBy("reach-grid")).containsExactly("merchant reach-g1", "site reach-g1");
        assertThat(seenBy("reach-leader"))
                .containsExactly("merchant reach-g1", "merchant reach-g2", "site reach-g1", "site reach-g2");
        assertThat(seenBy("reach-helper")).containsExactly("site reach-g1", "site reach-g2");
        assertThat(seenBy("reach-inspector")).hasSize(4);
    }

    @Test
    void a_duty_in_a_grid_and_one_in_a_department_do_not_make_more_than_both() {
        assertThat(seenBy("reach-both")).containsExactly("merchant reach-g1", "site reach-g1", "site reach-g2");
        assertThat(seenBy("reach-grid-idle")).containsExactly("merchant reach-g1", "site reach-g1");
    }

    @Test
    void counts_and_panels_follow() {
        assertThat(total("reach-helper", "site")).isEqualTo(2);
        assertThat(total("reach-helper", "merchant")).isZero();
        assertThat(total("reach-both", "merchant")).isEqualTo(1);
        assertThat(total("reach-idle-officer", "site")).isZero();
        assertThat(as("reach-helper").get("/").body())
                .contains("/subjects?kind=site")
                .doesNotContain("/subjects?kind=merchant")
                .doesNotContain("/subjects?kind=enterprise");
        assertThat(as("reach-grid").get("/subjects").body()).contains("/subjects?kind=merchant");
    }

    private long total(String officer, String kind) {
        String found = as(officer)
                .getJson("/api/subjects?kind=" + kind + "&q="
                        + java.net.URLEncoder.encode(MARK, java.nio.charset.StandardCharsets.UTF_8) + "&area=reach-c1")
                .body();
        long here = refs.values().stream()
                .filter(ref -> ref.kind().equals(kind) && found.contains("\"" + ref.code() + "\""))
                .count();
        assertThat(found.contains("\"total\":0")).isEqualTo(here == 0);
        return here;
    }

    @Test
    void enterprises_and_their_warnings_are_there_for_the_departments_of_their_matters_and_for_no_other() {
        area("fazhan", Area.Kind.DEPARTMENT, "street");
        area("shichang", Area.Kind.DEPARTMENT, "street");
        officer("reach-fazhan", Set.of(new Duty("department-officer", "fazhan")));
        officer("reach-shichang", Set.of(new Duty("department-officer", "shichang")));
        var firm = new SubjectRef("enterprise", "E" + Ids.next());
        var tower = new SubjectRef("building", "B" + Ids.next());
        work.run(() -> {
            subjects.register(Map.of(
                    firm, new SubjectDetails(MARK, EAST, null, null, null, null),
                    tower, new SubjectDetails(MARK, WEST, null, null, null, null)));
            facts.record(
                    List.of(new NewFact(
                            firm,
                            "enterprise-risk",
                            "penalty",
                            clock.now(),
                            null,
                            "reach-test",
                            firm.code(),
                            null,
                            null,
                            Map.of())),
                    Facts.How.NOW);
        });
        long logged = decisions
                .history(subjects.find(firm).orElseThrow().id(), "enterprise-warning", 1)
                .get(0)
                .id()
                .value();
        String warned = "/subjects?kind=enterprise&item=risk&q=" + firm.code();

        for (String concerned : List.of("reach-fazhan", "reach-shichang", "reach-inspector")) {
            Visitor visitor = as(concerned);
            assertThat(visitor.get("/subjects/" + firm).body()).as(concerned).contains("风险企业");
            assertThat(visitor.get(warned).body()).contains("href=\"/subjects/" + firm);
            assertThat(visitor.getJson("/api" + warned).body()).contains("\"total\":1", "\"risk\"");
            assertThat(visitor.get("/").body()).contains("/subjects?kind=enterprise");
            assertThat(visitor.get("/decisions/" + logged).statusCode()).isEqualTo(200);
            assertThat(visitor.getJson("/api/subjects/" + firm + "/explanation").statusCode())
                    .isEqualTo(200);
            assertThat(visitor.get("/subjects.csv?q=" + firm.code()).body()).contains(firm.code());
        }
        for (String other : List.of("reach-helper", "reach-idle-officer")) {
            Visitor visitor = as(other);
            assertThat(visitor.get("/subjects/" + firm).statusCode()).as(other).isEqualTo(404);
            assertThat(visitor.get(warned).body()).doesNotContain("href=\"/subjects/" + firm);
            assertThat(visitor.getJson("/api" + warned).body()).contains("\"total\":0");
            assertThat(visitor.get("/").body()).doesNotContain("/subjects?kind=enterprise");
            assertThat(visitor.get("/decisions/" + logged).statusCode()).isEqualTo(422);
            assertThat(visitor.getJson("/api/subjects/" + firm + "/explanation").statusCode())
                    .isEqualTo(404);
            assertThat(visitor.get("/subjects.csv?q=" + firm.code()).body()).doesNotContain(firm.code());
        }
        assertThat(as("reach-fazhan").get("/subjects/" + tower).statusCode())
                .as("whose matters are about buildings too")
                .isEqualTo(200);
        assertThat(as("reach-shichang").get("/subjects/" + tower).statusCode())
                .as("whose are not")
                .isEqualTo(404);
        assertThat(as("reach-fazhan").getJson("/api/subjects?kind=merchant").body())
                .contains("\"total\":0");
    }

    @Test
    void a_department_without_matters_sees_nothing_and_is_told_why() {
        assertThat(seenBy("reach-idle-officer")).isEmpty();
        Visitor idle = as("reach-idle-officer");
        for (String page : List.of("/", "/subjects", "/subjects?kind=site")) {
            HttpResponse<String> answer = idle.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).contains("您的职责目前不涉及这类对象");
        }
        assertThat(idle.get("/subjects.csv").body().lines()).hasSize(1);
        assertThat(idle.get("/cases").body())
                .doesNotContain("/cases/"
                        + Objects.requireNonNull(cases.get("site " + EAST)).value());
        assertThat(idle.getJson("/api/checks?month=2025-03").body()).isEqualTo("[]");
    }

    @Test
    void a_code_with_a_slash_has_its_page_its_decisions_and_its_explanation() {
        var ref = new SubjectRef("site", "甲/" + Ids.next() + "/#1");
        work.run(() -> {
            subjects.register(Map.of(ref, new SubjectDetails("带斜线的工地", WEST, null, null, null, null)));
            facts.record(
                    List.of(new NewFact(
                            ref,
                            "violation",
                            "unsafe-structure",
                            clock.now(),
                            null,
                            "reach-test",
                            ref.code(),
                            null,
                            null,
                            Map.of())),
                    Facts.How.NOW);
        });
        String written = java.net.URLEncoder.encode(ref.toString(), java.nio.charset.StandardCharsets.UTF_8);
        Visitor reader = as("reach-helper");
        assertThat(reader.get(Links.to(ref)).body()).contains("/decisions?subject=site/");
        String page = reader.get("/decisions?subject=" + written).body();
        assertThat(page).contains("带斜线的工地").contains("SC-010");
        Matcher one = Pattern.compile("href=\"(/decisions/[0-9]+)\"").matcher(page);
        assertThat(one.find()).isTrue();
        String decision = reader.get(one.group(1)).body();
        assertThat(decision).contains("重新计算的结果和规则行与记录一致。");
        Matcher fact = Pattern.compile("href=\"(/subjects/[^\"#]+)#fact-").matcher(decision);
        assertThat(fact.find()).isTrue();
        assertThat(reader.get(fact.group(1)).body()).contains("带斜线的工地");
        assertThat(reader.getJson("/api/explanation?subject=" + written).body()).contains("\"result\":\"red\"");
        assertThat(as("reach-grid").get("/decisions?subject=" + written).statusCode())
                .isEqualTo(422);
        assertThat(as("reach-grid").get(one.group(1)).statusCode()).isEqualTo(422);
    }

    @Test
    void whoever_is_named_for_a_case_sees_it_whatever_their_duties() {
        officer("reach-lent", Set.of(IDLE));
        CaseId lent = checks.open(
                town.site("借调", WEST).id(),
                "key",
                false,
                "lent",
                on("2025-03-09"),
                List.of(new OfficerId("reach-lent")));
        Visitor visitor = as("reach-lent");
        assertThat(visitor.get("/cases/" + lent.value()).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/cases").body())
                .contains("/cases/" + lent.value())
                .doesNotContain("/cases/"
                        + Objects.requireNonNull(cases.get("site " + EAST)).value());
    }
}
