package gridwork.street.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Checklist;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue in the database: its history, its checks and what other nodes see of it. */
@GridworkTest
class CatalogueTest {
    private static final AreaId LEAD = new AreaId("catalogue-a");
    private static final AreaId HELP = new AreaId("catalogue-b");
    private static final String WHY = "区里下放";

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    Matters matters;

    @Autowired
    MatterCheck check;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    @Autowired
    Areas areas;

    @Autowired
    Staff staff;

    private Instant before;

    @BeforeEach
    void two_departments() {
        before = clock.now();
        staff.street();
        areas.put(new Area(LEAD, Area.Kind.DEPARTMENT, "清单甲部门", Staff.STREET));
        areas.put(new Area(HELP, Area.Kind.DEPARTMENT, "清单乙部门", Staff.STREET));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(before);
    }

    private static Matter matter(String id, String title, int opens, Checklist.Item... items) {
        return new Matter(
                id,
                new Label(title, ""),
                "market",
                LEAD,
                Set.of(HELP),
                List.of(new Label("本街道自拟", "Of the street's own making")),
                null,
                "merchant",
                Set.of(),
                opens,
                false,
                LocalDate.of(2024, 1, 1),
                null,
                List.of(new TimeLimit("finish", 5, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING)),
                new Checklist(0, List.of(items)));
    }

    private static Checklist.Item item(String id, AreaId department) {
        return new Checklist.Item(id, department, new Label("看" + id, ""), new Label("", ""), null, false);
    }

    private List<String> wrong(Matter matter) {
        return catalogue.wrong(matter).stream()
                .map(each -> each.field() + " " + each.code())
                .toList();
    }

    @Test
    void a_new_street_begins_with_the_matters_that_the_program_carries() {
        assertThat(matters.matter("site-check").checklist().items()).hasSize(12);
        assertThat(matters.matter("site-check").checklist().version()).isPositive();
        assertThat(matters.remits()).extracting(each -> each.id()).contains("construction", "market");
        Change first = catalogue.changes("site-check", 0, 100).stream()
                .reduce((later, earlier) -> earlier)
                .orElseThrow();
        assertThat(first.origin()).isEqualTo(Change.Origin.PROGRAM);
        assertThat(first.revision()).isEqualTo(1);
    }

    @Test
    void every_change_stays_with_who_and_why_and_what_was_on_a_day_can_be_asked() {
        clock.set(LocalDate.of(2025, 4, 1));
        catalogue.put(matter("history", "甲", 3), 0, WHY, "admin-a");
        clock.set(LocalDate.of(2025, 4, 10));
        catalogue.put(matter("history", "甲乙", 7), 1, "改名", "admin-b");

        assertThat(catalogue.changes("history", 0, 10))
                .extracting(
                        Change::revision,
                        Change::by,
                        Change::reason,
                        each -> each.after().opensPerDay())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, "admin-b", "改名", 7),
                        org.assertj.core.groups.Tuple.tuple(1, "admin-a", WHY, 3));
        assertThat(catalogue.at(clock.endOf(LocalDate.of(2025, 4, 9))))
                .filteredOn(each -> each.id().equals("history"))
                .singleElement()
                .satisfies(each -> assertThat(each.title().zh()).isEqualTo("甲"));
        assertThat(catalogue.at(clock.endOf(LocalDate.of(2025, 3, 31))))
                .noneMatch(each -> each.id().equals("history"));
        assertThat(matters.matter("history").opensPerDay()).isEqualTo(7);
    }

    @Test
    void a_checklist_gets_a_new_version_only_when_its_items_change_and_the_old_one_can_still_be_read() {
        catalogue.put(matter("versions", "甲", 3, item("one", LEAD)), 0, WHY, "admin");
        catalogue.put(matter("versions", "甲", 4, item("one", LEAD)), 1, "只改上限", "admin");
        assertThat(matters.matter("versions").checklist().version()).isEqualTo(1);
        catalogue.put(matter("versions", "甲", 4, item("one", LEAD), item("two", HELP)), 2, "加一项", "admin");

        assertThat(matters.matter("versions").checklist().version()).isEqualTo(2);
        assertThat(matters.matter("versions").checklist().departments()).containsExactly(LEAD, HELP);
        assertThat(matters.checklist("versions", 1).orElseThrow().items()).hasSize(1);
        assertThat(matters.checklist("versions", 2).orElseThrow().items()).hasSize(2);
        assertThat(matters.checklist("versions", 3)).isEmpty();
    }

    @Test
    void what_is_as_it_was_is_not_written() {
        catalogue.put(matter("same", "甲", 3), 0, WHY, "admin");
        catalogue.put(matter("same", "甲", 3), 1, WHY, "admin");
        assertThat(catalogue.revision("same")).isEqualTo(1);
    }

    @Test
    void of_two_who_change_the_same_the_second_is_told() {
        catalogue.put(matter("two", "甲", 3), 0, WHY, "admin-a");
        catalogue.put(matter("two", "甲", 4), 1, WHY, "admin-a");
        assertThatThrownBy(() -> catalogue.put(matter("two", "甲", 5), 1, WHY, "admin-b"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("matter-changed"));
        assertThatThrownBy(() -> catalogue.put(matter("two", "甲", 5), 0, WHY, "admin-b"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("matter-exists"));
        assertThatThrownBy(() -> catalogue.put(matter("two", "甲", 5), 2, " ", "admin-b"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("matter-reason"));
        assertThat(matters.matter("two").opensPerDay()).isEqualTo(4);
    }

    @Test
    void what_is_named_and_not_there_is_said_by_its_field() {
        Matter good = matter("named", "甲", 3, item("one", LEAD));
        assertThat(wrong(good)).isEmpty();
        Matter bad = new Matter(
                "Named",
                new Label("", ""),
                "nothing",
                new AreaId("nobody"),
                Set.of(new AreaId("street")),
                List.of(),
                "no-process",
                "planet",
                Set.of("no-rules"),
                0,
                false,
                LocalDate.of(2025, 2, 1),
                LocalDate.of(2025, 1, 1),
                List.of(
                        new TimeLimit("finish", 20_000, TimeLimit.Unit.DAY, TimeLimit.Counting.RUNNING),
                        new TimeLimit("finish", 1, TimeLimit.Unit.DAY, TimeLimit.Counting.RUNNING),
                        new TimeLimit("lunch", 1, TimeLimit.Unit.HOUR, TimeLimit.Counting.RUNNING)),
                new Checklist(0, List.of(item("one", LEAD), item("one", new AreaId("nobody")))));
        assertThat(wrong(bad))
                .containsExactlyInAnyOrder(
                        "id id",
                        "title missing",
                        "remit remit",
                        "lead department",
                        "helping department",
                        "basis basis",
                        "process process",
                        "subject subject",
                        "ruleSets rule-set",
                        "opensPerDay opens",
                        "validUntil valid",
                        "limits amount",
                        "limits clock-twice",
                        "limits clock",
                        "checklist 2 item-twice",
                        "checklist 2 department");
        assertThatThrownBy(() -> catalogue.put(bad, 0, WHY, "admin")).isInstanceOf(Refused.class);
        assertThat(matters.find("Named")).isEmpty();
    }

    @Test
    void what_the_program_opens_by_itself_stays_as_it_needs_it_and_the_rest_can_be_changed() {
        areas.put(new Area(new AreaId("chengguan"), Area.Kind.DEPARTMENT, "城管执法队", Staff.STREET));
        areas.put(new Area(new AreaId("anjian"), Area.Kind.DEPARTMENT, "应急站", Staff.STREET));
        areas.put(new Area(new AreaId("xiaofang"), Area.Kind.DEPARTMENT, "消防站", Staff.STREET));
        Matter own = matters.matter("site-check");
        assertThat(wrong(own)).isEmpty();
        Matter broken = new Matter(
                own.id(),
                own.title(),
                own.remit(),
                own.lead(),
                own.helping(),
                own.basis(),
                null,
                "merchant",
                Set.of(),
                5,
                false,
                null,
                LocalDate.of(2030, 1, 1),
                own.limits(),
                own.checklist());
        assertThat(wrong(broken))
                .containsExactlyInAnyOrder(
                        "process kept", "subject kept", "ruleSets kept", "secret kept", "validUntil kept-valid");
    }

    @Test
    void a_matter_is_as_secret_as_the_others_of_its_process() {
        Matter open = matter("secrecy", "甲", 3);
        Matter beside = new Matter(
                open.id(),
                open.title(),
                open.remit(),
                open.lead(),
                open.helping(),
                open.basis(),
                "site-check",
                "site",
                Set.of(),
                1,
                false,
                null,
                null,
                List.of(),
                Checklist.NONE);
        assertThat(wrong(beside)).containsExactly("secret secret");
    }

    @Test
    void a_change_that_comes_to_nothing_is_seen_by_its_own_transaction_only() {
        assertThatThrownBy(() -> work.run(() -> {
                    catalogue.put(matter("undone", "甲", 3), 0, WHY, "admin");
                    assertThat(matters.find("undone")).isPresent();
                    throw new IllegalStateException("and then it fails");
                }))
                .hasMessageContaining("and then it fails");
        assertThat(matters.find("undone")).isEmpty();
        assertThat(catalogue.changes("undone", 0, 10)).isEmpty();
    }

    @Test
    void another_node_sees_a_change_within_a_second_and_begins_nothing_anew() throws InterruptedException {
        long version = version();
        var other = new StoredCatalogue(jdbc, work, clock, check);
        assertThat(version()).isEqualTo(version);
        assertThat(other.find("elsewhere")).isEmpty();

        catalogue.put(matter("elsewhere", "甲", 3), 0, WHY, "admin");

        assertThat(catalogue.find("elsewhere")).isPresent();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (other.find("elsewhere").isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(other.find("elsewhere")).isPresent();
    }

    @Test
    void what_somebody_changed_no_longer_follows_the_program_and_what_nobody_changed_does() {
        areas.put(new Area(new AreaId("shichang"), Area.Kind.DEPARTMENT, "市场所", Staff.STREET));
        areas.put(new Area(new AreaId("xiaofang"), Area.Kind.DEPARTMENT, "消防站", Staff.STREET));
        Matter shipped = matters.matter("merchant-credit");
        List<Label> basis = new ArrayList<>(shipped.basis());
        basis.add(new Label("街道补充", "added by the street"));
        Matter changed = new Matter(
                shipped.id(),
                shipped.title(),
                shipped.remit(),
                shipped.lead(),
                shipped.helping(),
                basis,
                shipped.process(),
                shipped.subject(),
                shipped.ruleSets(),
                shipped.opensPerDay(),
                shipped.secret(),
                shipped.validFrom(),
                shipped.validUntil(),
                shipped.limits(),
                shipped.checklist());
        catalogue.put(changed, catalogue.revision(shipped.id()), WHY, "admin");
        var afterAStart = new StoredCatalogue(jdbc, work, clock, check);
        assertThat(afterAStart.find("merchant-credit").orElseThrow().basis()).hasSize(basis.size());
    }

    private long version() {
        return jdbc.sql("select version from catalogue_version where id = 1")
                .query(Long.class)
                .single();
    }
}
