package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.rules.RuleSetFile.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole months, changes of what facts say, and words instead of numbers. */
class EnterpriseMeasuresTest {
    private static final LocalDate DAY = LocalDate.parse("2026-07-20");
    private static final Parameters PARAMETERS = new Parameters(
            Map.of("月数", new BigDecimal("3"), "宽限", new BigDecimal("20"), "期限", new BigDecimal("90")), List.of());
    private static final Spelling SPELLING = new Spelling(Map.of("杭州市", "杭州", "号楼", "幢", "栋", "幢"));
    private static final Measure.Weigh WEIGH = new Measure.Weigh() {
        @Override
        public String severity(FactSeen fact) {
            throw new AssertionError("nobody asked for the severity of " + fact);
        }

        @Override
        public BigDecimal points(RuleSetFile.Points points, FactSeen fact, int age) {
            throw new AssertionError("nobody asked for the points of " + fact);
        }

        @Override
        public Spelling spelling() {
            return SPELLING;
        }
    };

    private static Measure measure(String yaml) {
        try {
            return new Measure(Yaml.as(Line.class, Yaml.tree(yaml.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static FactSeen report(long id, String on, String amount) {
        return new FactSeen(id, "revenue", null, LocalDate.parse(on), new BigDecimal(amount), null);
    }

    private static FactSeen said(long id, String on, Map<String, Object> payload) {
        return new FactSeen(id, "register", null, LocalDate.parse(on), null, null, "s", payload);
    }

    private static Measure.Reading read(LocalDate asOf, String yaml, FactSeen... facts) {
        return measure(yaml).read(asOf, List.of(facts), PARAMETERS, WEIGH);
    }

    private static final String SUM = "{name: n, measure: sum, of: {kind: revenue}, months: 月数, grace: 宽限}";
    private static final String BEFORE =
            "{name: n, measure: sum, of: {kind: revenue}, months: 月数, grace: 宽限, years-back: 1}";

    @Test
    void whole_months_are_summed_by_their_newest_report_and_a_missing_month_is_missing() {
        FactSeen[] facts = {
            report(1, "2026-04-30", "1"),
            report(2, "2026-05-31", "2"),
            report(3, "2026-06-30", "4"),
            report(4, "2026-06-30", "8"),
            report(5, "2026-07-15", "16"),
            report(6, "2026-03-31", "32"),
            report(7, "2025-04-01", "-1"),
            report(8, "2025-05-31", "0"),
            report(9, "2025-06-30", "3")
        };
        assertThat(read(DAY, SUM, facts).value()).isEqualByComparingTo("11");
        assertThat(read(DAY, SUM, facts).counted()).extracting(FactSeen::id).containsExactly(1L, 2L, 4L);
        assertThat(read(DAY, BEFORE, facts).value()).isEqualByComparingTo("2");
        assertThat(read(DAY.minusDays(1), SUM, facts).value())
                .as("the reports of June may still come")
                .isEqualByComparingTo("35");
        assertThat(read(LocalDate.parse("2026-08-20"), SUM, facts).value()).isEqualByComparingTo("26");
        assertThat(read(LocalDate.parse("2026-09-20"), SUM, facts).value()).isNull();
    }

    @Test
    void the_day_on_which_other_months_are_the_last_is_known_before() {
        var days = new TreeSet<LocalDate>();
        measure(SUM).turns(DAY.minusDays(1), List.of(), PARAMETERS, days);
        measure(SUM).turns(DAY, List.of(), PARAMETERS, days);
        assertThat(days).containsExactly(DAY, LocalDate.parse("2026-08-20"));
    }

    @Test
    void a_sum_that_is_missing_now_and_after_the_next_turn_is_known_to_be_there_later() {
        FactSeen[] facts = {report(1, "2026-06-30", "1"), report(2, "2026-07-31", "2"), report(3, "2026-08-31", "4")};
        LocalDate end = LocalDate.parse("2026-08-31");
        assertThat(read(end, SUM, facts).value()).isNull();
        assertThat(read(LocalDate.parse("2026-09-19"), SUM, facts).value()).isNull();
        assertThat(read(LocalDate.parse("2026-09-20"), SUM, facts).value()).isEqualByComparingTo("7");
        FactSeen[] early = {report(1, "2026-04-30", "1"), report(2, "2026-05-31", "2"), report(3, "2026-06-30", "4")};
        var days = new TreeSet<LocalDate>();
        measure(BEFORE).turns(DAY, List.of(early), PARAMETERS, days);
        assertThat(read(LocalDate.parse("2026-08-20"), BEFORE, early).value()).isNull();
        assertThat(read(LocalDate.parse("2027-07-20"), BEFORE, early).value()).isEqualByComparingTo("7");
        assertThat(days)
                .contains(LocalDate.parse("2026-08-20"), LocalDate.parse("2027-07-20"), LocalDate.parse("2027-08-20"));
    }

    @Test
    void a_sum_over_february_of_a_leap_year_and_over_the_new_year_takes_the_right_months() {
        FactSeen[] facts = {
            report(1, "2023-12-31", "1"), report(2, "2024-01-31", "2"), report(3, "2024-02-29", "4"),
        };
        assertThat(read(LocalDate.parse("2024-03-20"), SUM, facts).value()).isEqualByComparingTo("7");
        assertThat(read(LocalDate.parse("2025-03-20"), BEFORE, facts).value()).isEqualByComparingTo("7");
    }

    private static final String CHANGED =
            "{name: n, measure: changed, of: {kind: register}, property: address, window: 期限}";

    @ParameterizedTest
    @CsvSource({
        "杭州市文三路1号, 杭州文三路1号, 0",
        "文三路１号　Ａ座, 文三路1号a座, 0",
        "文三路 1 号 3号楼, 文三路1号3栋, 0",
        "文三路1号, 文三路11号, 1",
        "文三路1号, 文二路1号, 1"
    })
    void another_spelling_is_no_change(String from, String to, int changes) {
        Measure.Reading reading = read(
                DAY,
                CHANGED,
                said(1, "2025-01-01", Map.of("address", from)),
                said(2, "2026-07-01", Map.of("address", to)));
        assertThat(reading.value()).isEqualByComparingTo(BigDecimal.valueOf(changes));
        assertThat(reading.changes()).hasSize(changes);
        assertThat(reading.changes()).allSatisfy(change -> {
            assertThat(change.from()).isEqualTo(from);
            assertThat(change.to()).isEqualTo(to);
            assertThat(change.fact()).isEqualTo(2);
        });
    }

    @Test
    void consecutive_facts_are_compared_in_the_order_of_what_happened() {
        FactSeen[] facts = {
            said(9, "2026-06-01", Map.of("address", "乙路2号")),
            said(3, "2026-07-01", Map.of("note", "没有写地址")),
            said(5, "2026-07-10", Map.of("address", "甲路1号")),
            said(7, "2026-03-01", Map.of("address", "甲路1号")),
            said(8, "2026-07-11", Map.of("address", "  "))
        };
        Measure.Reading reading = read(DAY, CHANGED, facts);
        assertThat(reading.changes()).extracting(Change::to).containsExactly("乙路2号", "甲路1号");
        assertThat(reading.counted()).extracting(FactSeen::id).containsExactly(7L, 9L, 5L);
        assertThat(read(DAY, CHANGED, reading.counted().toArray(FactSeen[]::new))
                        .changes())
                .as("what was counted is enough to say it again")
                .isEqualTo(reading.changes());
        assertThat(read(LocalDate.parse("2026-09-01"), CHANGED, facts).changes())
                .as("the first change has left the window")
                .extracting(Change::to)
                .containsExactly("甲路1号");
    }

    @Test
    void lists_are_the_same_in_any_order() {
        String executives = CHANGED.replace("address", "executives");
        assertThat(read(
                                DAY,
                                executives,
                                said(1, "2025-01-01", Map.of("executives", List.of("李四", "王五"))),
                                said(2, "2026-07-01", Map.of("executives", List.of("王 五", "李四"))))
                        .value())
                .isZero();
        assertThat(read(
                                DAY,
                                executives,
                                said(1, "2025-01-01", Map.of("executives", List.of("李四", "王五"))),
                                said(2, "2026-07-01", Map.of("executives", List.of("李四"))))
                        .changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.from()).isEqualTo("李四、王五");
                    assertThat(change.to()).isEqualTo("李四");
                });
    }

    @Test
    void the_latest_word_of_a_property_is_said_as_the_tables_write_it() {
        String industry = "{name: n, measure: latest, of: {kind: register}, property: industry, values: {it: 软件业}}";
        assertThat(read(DAY, industry, said(1, "2026-01-01", Map.of("industry", "it")))
                        .scalar())
                .isEqualTo("软件业");
        Measure.Reading strange = read(DAY, industry, said(1, "2026-01-01", Map.of("industry", "fishing")));
        assertThat(strange.scalar()).isNull();
        assertThat(strange.unplaced()).isNotEmpty();
        String plain = "{name: n, measure: latest, of: {kind: register}, property: employees}";
        assertThat(read(
                                DAY,
                                plain,
                                said(1, "2026-01-01", Map.of("employees", 12)),
                                said(2, "2026-02-01", Map.of("industry", "it")))
                        .scalar())
                .isEqualTo(new BigDecimal("12"));
        assertThat(read(DAY, plain).scalar()).isNull();
        String here = "{name: n, measure: latest, of: {kind: register}, property: here}";
        assertThat(read(DAY, here, said(1, "2026-01-01", Map.of("here", true))).scalar())
                .isEqualTo(true);
    }

    @Test
    void the_cause_of_a_word_is_the_day_since_which_it_is_said() {
        String here = "{name: n, measure: latest, of: {kind: register}, property: place}";
        Measure.Reading reading = read(
                DAY,
                here,
                said(1, "2026-01-01", Map.of("place", "here")),
                said(2, "2026-02-01", Map.of("place", "elsewhere")),
                said(3, "2026-03-01", Map.of("place", "elsewhere")));
        assertThat(Occasion.of(reading).causes()).containsExactly("register 2026-02-01");
    }

    @Test
    void a_cause_with_less_in_it_is_no_news() {
        assertThat(ItemStand.isNews("PM-010", "PM-010; PM-020")).isFalse();
        assertThat(ItemStand.isNews("PM-010; PM-020", "PM-010")).isTrue();
        assertThat(ItemStand.isNews("", "PM-010")).isTrue();
    }
}
