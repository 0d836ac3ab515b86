package gridwork.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.street.Area;
import gridwork.street.Duty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpStreetTest {
    private static final LocalDate UNTIL = LocalDate.of(2026, 11, 20);
    private final MadeUpStreet street = new MadeUpStreet(UNTIL);

    @TempDir
    Path folder;

    @Test
    void it_has_the_size_of_a_real_street() throws IOException {
        Map<Area.Kind, Long> areas =
                street.areas().stream().collect(Collectors.groupingBy(Area::kind, Collectors.counting()));

        assertThat(areas)
                .containsEntry(Area.Kind.STREET, 1L)
                .containsEntry(Area.Kind.COMMUNITY, 12L)
                .containsEntry(Area.Kind.GRID, 60L)
                .containsEntry(Area.Kind.DEPARTMENT, 10L);
        assertThat(rows("demo-sites")).hasSize(46).doesNotHaveDuplicates();
        assertThat(names("demo-sites")).hasSize(46);
        assertThat(names("demo-merchants")).hasSize(2_300);
        assertThat(names("demo-enterprises")).hasSize(12_000);
        assertThat(rows("demo-checks")).hasSizeBetween(600, 3_000);
        assertThat(rows("demo-violations")).hasSizeBetween(150, 1_200);
        assertThat(rows("demo-complaints")).hasSizeBetween(50, 600);
        assertThat(rows("demo-merchant-checks")).hasSizeBetween(2_300, 12_000);
        assertThat(rows("demo-camera-findings")).hasSizeBetween(500, 10_000);
    }

    @Test
    void the_same_last_day_gives_the_same_street_to_the_byte() throws IOException {
        Path again = folder.resolve("again");
        street.write(folder);
        new MadeUpStreet(UNTIL).write(again);

        for (MadeUpStreet.Sheet each : street.write(folder)) {
            assertThat(again.resolve(each.file().getFileName())).hasSameBinaryContentAs(each.file());
        }
    }

    @Test
    void the_history_is_twelve_months_long_and_ends_on_the_last_day_or_before() throws IOException {
        for (String sheet : List.of(
                "demo-violations",
                "demo-checks",
                "demo-complaints",
                "demo-merchant-checks",
                "demo-merchant-visits",
                "demo-complaint-verdicts")) {
            List<LocalDate> days = rows(sheet).stream()
                    .map(row -> LocalDate.parse(row.split(",")[2].substring(0, 10)))
                    .toList();
            assertThat(days).isSorted().allMatch(day -> !day.isAfter(UNTIL) && day.isAfter(UNTIL.minusMonths(12)));
            Map<String, Long> months = days.stream()
                    .collect(Collectors.groupingBy(
                            day -> day.toString().substring(0, 7), TreeMap::new, Collectors.counting()));
            assertThat(months).hasSizeGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void every_violation_was_ordered_to_be_put_right_and_most_were() throws IOException {
        Map<String, Long> milestones = new SiteHistory(street)
                .milestones().stream()
                        .collect(Collectors.groupingBy(SiteHistory.Milestone::category, Collectors.counting()));
        long violations = rows("demo-violations").size();

        assertThat(milestones).containsEntry("rectification-due", violations);
        assertThat(milestones.get("rectified")).isBetween(violations * 8 / 10, violations);
        assertThat(milestones.get("rectification-overdue")).isPositive();
        assertThat(milestones.get("check-overdue")).isPositive();
        assertThat(new SiteHistory(street).milestones())
                .noneMatch(each -> each.on().isAfter(UNTIL));
    }

    @Test
    void every_account_of_the_demonstration_has_its_duty_in_an_area_that_exists() {
        Set<String> areas =
                street.areas().stream().map(each -> each.id().value()).collect(Collectors.toSet());

        assertThat(street.accounts().stream().map(each -> each.id().value()))
                .containsExactlyInAnyOrder(
                        "worker",
                        "leader",
                        "secretary",
                        "office",
                        "inspector1",
                        "inspector2",
                        "inspector3",
                        "inspector4",
                        "chengguan",
                        "shichang",
                        "xiaofang",
                        "anjian",
                        "police",
                        "pingan",
                        "xiaoan",
                        "gongguan",
                        "property",
                        "fazhan",
                        "policy",
                        "approver",
                        "manager",
                        "admin",
                        "liaison",
                        "chengguan-inspector",
                        "shichang-inspector",
                        "xiaofang-inspector",
                        "anjian-inspector",
                        "police-inspector",
                        "pingan-inspector",
                        "xiaoan-inspector",
                        "gongguan-inspector",
                        "property-inspector",
                        "fazhan-inspector");
        assertThat(street.accounts())
                .allSatisfy(account -> assertThat(account.duties())
                        .extracting(Duty::area)
                        .isNotEmpty()
                        .allMatch(areas::contains));
    }

    @Test
    void no_violation_is_found_before_its_site_opened() throws IOException {
        Map<String, LocalDate> opened = rows("demo-sites").stream()
                .map(row -> row.split(","))
                .collect(Collectors.toMap(row -> row[0], row -> LocalDate.parse(row[6])));

        assertThat(rows("demo-violations")).allSatisfy(row -> {
            String[] cells = row.split(",");
            assertThat(LocalDate.parse(cells[2].substring(0, 10))).isAfterOrEqualTo(opened.get(cells[1]));
        });
    }

    private Set<String> names(String sheet) throws IOException {
        Set<String> names = new HashSet<>();
        for (String row : rows(sheet)) {
            names.add(row.split(",")[1]);
        }
        return names;
    }

    private List<String> rows(String sheet) throws IOException {
        street.write(folder);
        List<String> lines = Files.readAllLines(folder.resolve(sheet + ".csv"));
        return lines.subList(1, lines.size());
    }
}
