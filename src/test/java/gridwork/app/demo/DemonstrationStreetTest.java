package gridwork.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.Gridwork;
import gridwork.Selected;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseFilter;
import gridwork.cases.Cases;
import gridwork.cases.CheckPlan;
import gridwork.cases.OpenTask;
import gridwork.cases.PlannedCheck;
import gridwork.cases.application.Permit;
import gridwork.cases.application.Permits;
import gridwork.decisions.Decisions;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Demonstration;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officers;
import gridwork.street.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program on an embedded database of its own, as a first start finds it. */
class DemonstrationStreetTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path data;

    @Test
    void it_comes_in_by_itself_goes_on_after_a_stop_and_is_not_doubled() throws Exception {
        try (ConfigurableApplicationContext first = start()) {
            assertThat(first.getBean(Demonstration.class).active()).isTrue();
            assertThat(first.getBean(Officers.class).all()).hasSize(33);
            until(() -> subjects(first, "merchant") > 0);
        }

        try (ConfigurableApplicationContext second = start()) {
            Demonstration demonstration = second.getBean(Demonstration.class);
            until(demonstration::complete);

            assertThat(second.getBean(DemonstrationProgress.class).state().failed())
                    .isNull();
            assertThat(subjects(second, "site")).isEqualTo(46);
            assertThat(subjects(second, "merchant")).isEqualTo(2_300);
            assertThat(subjects(second, "enterprise")).isEqualTo(12_000);
            assertThat(second.getBean(Imports.class).runs(0, 100))
                    .isNotEmpty()
                    .allMatch(run -> run.refused() == 0 && run.state() != ImportRun.State.STOPPED);
            itsCatalogueIsFull(second);
            everyColourIsThere(second);
            everyPatternIsFound(second);
            checksWaitForTheirInspectors(second);
            workIsUnderWay(second);
            everyPageSaysThatItIsMadeUp(second);
            aSecondTimeChangesNothing(second);
            itListensToThisMachineOnly(second);
        }
    }

    private static void itsCatalogueIsFull(ConfigurableApplicationContext house) {
        Matters matters = house.getBean(Matters.class);
        assertThat(matters.remits())
                .as("thirteen that were handed down, the handling of events, and enterprises")
                .hasSize(15);
        List<Matter> ofOurOwnMaking = matters.all().stream()
                .filter(each -> each.basis().stream().anyMatch(norm -> norm.zh().contains("演示事项")))
                .toList();
        assertThat(ofOurOwnMaking)
                .hasSize(MadeUpCatalogue.MATTERS)
                .allMatch(each -> !each.title().en().isBlank() && each.process() == null);
        assertThat(ofOurOwnMaking).extracting(Matter::title).doesNotHaveDuplicates();
        assertThat(ofOurOwnMaking).extracting(Matter::remit).contains("construction", "livelihood");
        assertThat(ofOurOwnMaking)
                .anyMatch(each -> each.checklist().departments().size() == 3);
    }

    private static void everyPatternIsFound(ConfigurableApplicationContext house) {
        assertThat(subjects(house, "device")).isEqualTo(8);
        assertThat(subjects(house, "vehicle")).isEqualTo(4);
        assertThat(subjects(house, "place")).isEqualTo(3);
        assertThat(house.getBean(JdbcClient.class)
                        .sql("select category from fact where kind = 'signal-finding'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "roaring-vehicle", "truck-unapproved", "truck-unfiled-point", "illegal-dumping", "same-matter");
        assertThat(house.getBean(JdbcClient.class)
                        .sql("select distinct result from decision where rule_set = 'case-grading'")
                        .query(String.class)
                        .list())
                .as("reports of different urgency")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static void everyColourIsThere(ConfigurableApplicationContext house) {
        Decisions decisions = house.getBean(Decisions.class);
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        int decided = 0;
        for (String colour : Set.of("white", "yellow", "red")) {
            Set<SubjectId> sites = Selected.by(decisions.standingAt("site-colour", colour), jdbc);
            assertThat(sites).as(colour).hasSizeGreaterThanOrEqualTo(5);
            decided += sites.size();
        }
        assertThat(decided).isEqualTo(46);
        assertThat(Selected.by(decisions.standingAt("merchant-credit", "red"), jdbc))
                .hasSizeBetween(10, 200);
        assertThat(Selected.by(decisions.standingAt("merchant-credit", "yellow"), jdbc))
                .hasSizeBetween(100, 800);
        assertThat(Selected.by(decisions.standingAt("merchant-credit", "green"), jdbc))
                .hasSizeBetween(1_400, 2_200);
        Set<SubjectId> red = Selected.by(decisions.standingAt("merchant-credit", "red"), jdbc);
        LocalDate today = house.getBean(StreetClock.class).today();
        assertThat(decisions.standings("merchant-credit", red).values())
                .as("most have been red for longer")
                .filteredOn(each -> each.since().isBefore(today))
                .hasSizeGreaterThan(red.size() / 3);
        for (String warning : Set.of("taxed-here-only", "abnormal-operation", "executive-change", "risk")) {
            assertThat(Selected.by(decisions.holding("enterprise-warning", warning), jdbc))
                    .as(warning)
                    .hasSizeBetween(20, 1_500);
        }
    }

    private static void checksWaitForTheirInspectors(ConfigurableApplicationContext house) {
        LocalDate today = house.getBean(StreetClock.class).today();
        assertThat(house.getBean(CheckPlan.class).between(today, today.plusDays(31), null))
                .filteredOn(check -> check.state() == PlannedCheck.State.OPEN)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(check -> check.inspectors().size() == 2);
        assertThat(count(house, "ACT_RU_TASK")).isGreaterThanOrEqualTo(3);
    }

    private static void workIsUnderWay(ConfigurableApplicationContext house) {
        Cases cases = house.getBean(Cases.class);
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        List<Case> applications = open(cases, "outdoor-event");
        assertThat(applications)
                .as("sent back by one department")
                .singleElement()
                .satisfies(each ->
                        assertThat(each.details().path("returned").asBoolean()).isTrue());
        assertThat(count(house, "permit")).isEqualTo(1);
        Permit permit = house.getBean(Permits.class)
                .find(jdbc.sql("select number_text from permit")
                        .query(String.class)
                        .single())
                .orElseThrow();
        assertThat(permit.state(house.getBean(StreetClock.class).today())).isEqualTo("not-yet");
        assertThat(open(cases, "enterprise-visit")).as("visits wait").hasSizeGreaterThanOrEqualTo(3);
        assertThat(open(cases, "urgent-event").stream()
                        .flatMap(each -> cases.cameFrom(each.id()).stream())
                        .flatMap(each -> cases.openTasks(each.id()).stream()))
                .extracting(OpenTask::step)
                .as("a squad is on the scene, others are not yet")
                .contains("user_handle", "user_respond");
    }

    private static List<Case> open(Cases cases, String matter) {
        return cases
                .page(new CaseFilter(Set.of(matter), Case.State.OPEN, Reach.EVERYTHING, null, null, null, 0, 100))
                .cases()
                .stream()
                .filter(each -> each.parent() == null)
                .toList();
    }

    private static void everyPageSaysThatItIsMadeUp(ConfigurableApplicationContext house) {
        Visitor manager =
                new Visitor(Integer.parseInt(house.getEnvironment().getRequiredProperty("local.server.port")));
        assertThat(manager.get("/login").body()).contains("演示数据").contains("inspector4");
        manager.signIn("manager", "manager");
        assertThat(manager.get("/").body()).contains("演示数据");
        assertThat(manager.getJson("/demonstration").body()).isEqualTo("{\"madeUp\":true}");

        DemonstrationProgress progress = house.getBean(DemonstrationProgress.class);
        progress.at(10, 100, "demo-sites");
        assertThat(manager.get("/").body()).contains("/demonstration/progress");
        assertThat(manager.get("/demonstration/progress").body()).contains("工地").contains("hx-get");
        assertThat(manager.getJson("/demonstration/progress").body()).contains("\"done\":10");
        progress.over();
        assertThat(manager.get("/demonstration/progress").headers().firstValue("HX-Refresh"))
                .contains("true");
    }

    private static void aSecondTimeChangesNothing(ConfigurableApplicationContext house) throws InterruptedException {
        long facts = count(house, "fact");
        long runs = house.getBean(Imports.class).count();
        DemonstrationStreet street = house.getBean(DemonstrationStreet.class);

        street.people();
        street.comeIn();

        assertThat(house.getBean(DemonstrationProgress.class).state().running()).isFalse();
        assertThat(count(house, "fact")).isEqualTo(facts);
        assertThat(house.getBean(Imports.class).count()).isEqualTo(runs);
    }

    private static void itListensToThisMachineOnly(ConfigurableApplicationContext house) throws UnknownHostException {
        ServerProperties everywhere = new ServerProperties();
        everywhere.setAddress(InetAddress.getByName("0.0.0.0"));
        DemonstrationMode mode = new DemonstrationMode(
                house.getBean(Demonstration.class),
                house.getBean(Officers.class),
                everywhere,
                DemonstrationMode.Wish.FALSE,
                "jdbc:h2:file:./data");

        assertThatThrownBy(mode::afterSingletonsInstantiated).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("demonstration-listens-here-only");
            assertThat(refused.arguments()).containsExactly("0.0.0.0");
        });
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Gridwork.class)
                .run("--gridwork.data-dir=" + data, "--server.port=0", "--camunda.bpm.job-execution.enabled=false");
    }

    private static long subjects(ConfigurableApplicationContext house, String kind) {
        return house.getBean(Subjects.class)
                .open(kind, house.getBean(StreetClock.class).today())
                .size();
    }

    private static long count(ConfigurableApplicationContext house, String table) {
        return house.getBean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(200);
        }
    }
}
