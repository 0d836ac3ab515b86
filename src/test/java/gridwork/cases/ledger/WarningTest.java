package gridwork.cases.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.facts.SubjectId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 多头、重复、频繁: what they are is said by numbers of the rules, and counted here. */
class WarningTest {
    private static final CountingRules.Windows WINDOWS = new CountingRules.Windows(3, 30, 20, 4, 180);
    private static long next;

    @Test
    void three_departments_that_come_each_by_itself_within_thirty_days_are_multiple() {
        List<OnSiteCheck> all = List.of(alone("a", "2025-03-01"), alone("b", "2025-03-10"), alone("c", "2025-03-30"));
        assertThat(Warning.of(all, WINDOWS, 2025)).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(Warning.Kind.MULTIPLE);
            assertThat(each.on()).isEqualTo("2025-03-30");
            assertThat(each.number()).isEqualTo(3);
        });
        assertThat(Warning.of(
                        List.of(alone("a", "2025-03-01"), alone("b", "2025-03-10"), alone("c", "2025-03-31")),
                        WINDOWS,
                        2025))
                .as("the thirty-first day is outside")
                .isEmpty();
    }

    @Test
    void departments_that_come_together_are_one_visit_and_no_warning() {
        List<OnSiteCheck> all = List.of(
                on("a", "2025-03-01", "case/1", "counted"),
                on("b", "2025-03-01", "case/1", "counted"),
                on("c", "2025-03-01", "case/1", "counted"),
                alone("d", "2025-03-02"));
        assertThat(Warning.of(all, WINDOWS, 2025)).isEmpty();
    }

    @Test
    void the_same_department_again_within_twenty_days_is_repeated_even_when_it_comes_with_others() {
        List<OnSiteCheck> all = List.of(
                alone("a", "2025-03-01"),
                on("a", "2025-03-20", "case/1", "counted"),
                on("b", "2025-03-20", "case/1", "counted"));
        assertThat(Warning.of(all, WINDOWS, 2025)).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(Warning.Kind.REPEATED);
            assertThat(each.department()).isEqualTo("a");
        });
        assertThat(Warning.of(List.of(alone("a", "2025-03-01"), alone("a", "2025-03-21")), WINDOWS, 2025))
                .isEmpty();
    }

    @Test
    void four_visits_in_half_a_year_are_frequent_also_over_new_year() {
        List<OnSiteCheck> all = List.of(
                alone("a", "2024-10-01"), alone("b", "2024-11-15"), alone("a", "2024-12-31"), alone("b", "2025-01-31"));
        assertThat(Warning.of(all, WINDOWS, 2025)).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(Warning.Kind.FREQUENT);
            assertThat(each.number()).isEqualTo(4);
            assertThat(each.times()).isEqualTo(1);
        });
        assertThat(Warning.of(all, WINDOWS, 2024))
                .as("it was the fourth that made it so")
                .isEmpty();
    }

    @Test
    void what_a_basis_carries_is_no_warning_and_without_numbers_none_is_given() {
        List<OnSiteCheck> weekly = List.of(
                on("a", "2025-03-03", "case/1", "none"),
                on("a", "2025-03-10", "case/2", "none"),
                on("a", "2025-03-17", "case/3", "none"),
                on("a", "2025-03-24", "case/4", "none"));
        assertThat(Warning.of(weekly, WINDOWS, 2025)).isEmpty();
        List<OnSiteCheck> daily = List.of(alone("a", "2025-03-03"), alone("a", "2025-03-04"));
        assertThat(Warning.of(daily, new CountingRules.Windows(null, null, null, null, null), 2025))
                .isEmpty();
    }

    private static OnSiteCheck alone(String department, String day) {
        return on(department, day, "case/" + (100 + ++next), "counted");
    }

    private static OnSiteCheck on(String department, String day, String visit, String counting) {
        return new OnSiteCheck(
                ++next,
                new SubjectId(1),
                new SubjectId(1),
                department,
                LocalDate.parse(day),
                OnSiteCheck.State.DONE,
                visit,
                "due",
                new OnSiteCheck.Counts(counting, 2, "IQ-210", 2),
                null,
                null,
                null,
                null);
    }
}
