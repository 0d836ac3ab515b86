package gridwork.reviews;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small street in May 2029, a month in which no other story plays; other stories' sites only add to the white ones. */
@GridworkTest
class AMonthsFiguresTest {
    private static final YearMonth MAY = YearMonth.of(2029, 5);

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Staff staff;

    @Autowired
    Reviews reviews;

    @Autowired
    Facts facts;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    @Autowired
    ReviewWords words;

    @Autowired
    Catalogue catalogue;

    @Autowired
    IssuedReviews issued;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void early_in_june() {
        town.today("2029-06-05");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void the_figures_are_those_of_the_raw_rows_as_known_at_the_cut_off() {
        Review before = reviews.of(MAY, clock.now());
        List<Town.Site> sites = List.of(
                town.site("Grave")
                        .violation("dangerous-work", on("2029-05-20"))
                        .check("key", 1, on("2029-05-20"))
                        .check("re-check", 0, on("2029-05-28")),
                town.site("Everyday").violation("no-fence", on("2029-05-10")).check("general", 1, on("2029-05-10")),
                town.site("Long ago").violation("dangerous-work", on("2029-01-10")),
                town.site("Clean").check("random", 0, on("2029-05-07")),
                town.site("April").violation("dust", on("2029-04-02")).check("random", 2, on("2029-04-02")),
                town.site("Mistaken").violation("dangerous-work", on("2029-05-15")));
        Instant cutOff = clock.now();
        town.today("2029-06-20");
        sites.get(3).violation("dust", on("2029-05-31"));
        sites.get(5).thatWasWrong("another site");

        Review asKnown = reviews.of(MAY, cutOff);
        Review later = reviews.of(MAY, clock.now());

        assertThat(more(before, asKnown, "F-210")).isEqualTo(3);
        assertThat(more(before, later, "F-210")).isEqualTo(3);
        assertThat(asKnown.value("F-210").before() - before.value("F-210").before())
                .isEqualTo(1);
        assertThat(more(before, asKnown, "F-120")).isEqualTo(3);
        assertThat(more(before, asKnown, "F-130")).isEqualTo(1);
        assertThat(more(before, asKnown, "F-150")).isEqualTo(2);
        assertThat(more(before, asKnown, "F-010")).isEqualTo(6);
        assertThat(List.of("F-210", "F-120", "F-130"))
                .allSatisfy(each -> assertThat(asKnown.value(each).now()).isEqualTo(raw(each, cutOff)))
                .allSatisfy(each -> assertThat(later.value(each).now()).isEqualTo(raw(each, clock.now())));
        for (Review.MonthEnd end : asKnown.course()) {
            assertThat(end.results()).isEqualTo(plus(at(before, end.day()), counted(sites, end.day(), cutOff)));
        }
        assertThat(later.course().get(11).results())
                .isEqualTo(plus(at(before, on("2029-05-31")), counted(sites, on("2029-05-31"), clock.now())));
        assertThat(listed(asKnown))
                .contains(sites.get(0).ref().toString(), sites.get(5).ref().toString())
                .doesNotContain(sites.get(1).ref().toString());
        assertThat(listed(later)).doesNotContain(sites.get(5).ref().toString());
    }

    @Test
    void spot_checks_are_counted_as_drawn_and_concluded_in_the_month_and_open_on_its_last_day() {
        Review before = reviews.of(MAY, clock.now());
        Town.Site site = town.site("Spot checked");
        spotCheck(site, "drawn", "11", "2029-04-28");
        spotCheck(site, "holds", "11", "2029-05-04");
        spotCheck(site, "drawn", "12", "2029-05-10");
        spotCheck(site, "does-not-hold", "12", "2029-05-20");
        spotCheck(site, "drawn", "13", "2029-05-11");
        spotCheck(site, "given-up", "13", "2029-05-12");
        spotCheck(site, "drawn", "14", "2029-05-30");
        spotCheck(site, "drawn", "15", "2029-05-29");
        spotCheck(site, "holds", "15", "2029-06-02");

        Review review = reviews.of(MAY, clock.now());
        assertThat(more(before, review, "F-310")).isEqualTo(4);
        assertThat(more(before, review, "F-320")).isEqualTo(1);
        assertThat(more(before, review, "F-330")).isEqualTo(1);
        assertThat(more(before, review, "F-340")).isEqualTo(1);
        assertThat(more(before, review, "F-350")).as("14, and 15 on that day").isEqualTo(2);
        assertThat(review.value("F-350").before() - before.value("F-350").before())
                .as("11 at the end of April")
                .isEqualTo(1);
        assertThat(reviews.records(MAY, "F-350", clock.now(), 0, 500).records())
                .extracting(
                        each -> Objects.requireNonNull(each.fact()).payload().get("caseId"))
                .contains("14", "15")
                .doesNotContain("11", "12", "13");
        assertThat(words.sentences(review, Locale.SIMPLIFIED_CHINESE))
                .anySatisfy(each -> assertThat(each).contains("本月抽中复核", "尚无结论"));
    }

    private void spotCheck(Town.Site site, String what, String of, String day) {
        var fact = new NewFact(
                site.ref(),
                "case-milestone",
                "spot-check-" + what,
                clock.startOf(on(day)).plusSeconds(12 * 3600),
                null,
                "spot-figures",
                of + "/" + what,
                null,
                null,
                Map.of("caseId", of, "matter", "site-check", "spotCheckOf", of));
        work.run(() -> assertThat(facts.record(List.of(fact), Facts.How.NOW))
                .noneMatch(each -> each instanceof Recorded.Refused));
    }

    @Test
    void a_figure_opens_the_records_that_it_counted() {
        Town.Site site = town.site("Opened").violation("night-noise", on("2029-05-03"));
        Review review = reviews.of(MAY, clock.now());

        for (Review.Value each : review.figures()) {
            Reviews.Records records = reviews.records(MAY, each.figure().number(), clock.now(), 0, 5);
            assertThat(records.total()).as(each.figure().number()).isEqualTo(each.now());
            assertThat(records.records()).hasSize((int) Math.min(5, each.now()));
        }
        assertThat(reviews.records(MAY, "F-210", clock.now(), 0, 500).records())
                .anySatisfy(each -> assertThat(each.subject().ref()).isEqualTo(site.ref()));
    }

    @Test
    void page_pdf_and_api_show_the_same_numbers() throws IOException {
        town.site("Shown").violation("waste", on("2029-05-04")).check("general", 1, on("2029-05-04"));
        staff.officer("reviewer", "manager");
        Review review = reviews.of(MAY, clock.now());

        String print = text(reviews.pdf(review, Locale.SIMPLIFIED_CHINESE));
        Visitor reader = new Visitor(port).signIn("reviewer", "reviewer");
        String page = reader.get("/reviews/2029-05").body();
        String json = reader.getJson("/api/reviews/2029-05").body();

        Locale zh = Locale.SIMPLIFIED_CHINESE;
        for (Review.Value each : review.figures()) {
            if (each.figure().number().equals("F-050")) {
                continue;
            }
            String number = words.now(each, zh);
            assertThat(print.lines())
                    .anySatisfy(line ->
                            assertThat(line).startsWith(each.figure().number()).contains(" " + number + " "));
            assertThat(page).contains(each.figure().number(), number);
            assertThat(json.replaceAll("\\s", ""))
                    .contains("\"number\":\"" + each.figure().number() + "\"")
                    .contains("\"now\":" + (each.kept() == Review.Kept.NEITHER ? "null" : each.now()));
        }
        for (String sentence : words.sentences(review, zh)) {
            assertThat(print.replaceAll("\\s", "")).contains(sentence);
        }
    }

    @Test
    void a_share_of_fewer_than_twenty_cases_is_shown_as_counts() {
        Figure figure = catalogue.figure("F-160");
        Locale zh = Locale.SIMPLIFIED_CHINESE;

        assertThat(words.now(new Review.Value(figure, 3, 0, 19L, 0L), zh)).isEqualTo("3/19");
        assertThat(words.now(new Review.Value(figure, 3, 0, 20L, 0L), zh)).isEqualTo("15.0%");
        assertThat(words.before(new Review.Value(figure, 3, 0, 20L, 0L), zh)).isEqualTo("—");
        assertThat(words.change(new Review.Value(figure, 3, 2, 20L, 19L), zh)).isEqualTo("—");
        assertThat(words.change(new Review.Value(figure, 3, 4, 20L, 20L), zh)).isEqualTo("−5个百分点");
    }

    @Test
    void visits_and_checks_of_shops_and_enterprises_are_counted_each_of_their_own() {
        Review before = reviews.of(MAY, clock.now());
        SubjectRef firm = registered("enterprise", "走访企业");
        told(firm, "visit-outcome", "solved", "2029-05-07");
        told(firm, "visit-outcome", "nobody", "2029-05-08");
        told(firm, "case-milestone", "over-quota", "2029-05-09");
        told(registered("merchant", "检查商户"), "merchant-check", "pass", "2029-05-10");
        told(town.site("Allowed").ref(), "case-milestone", "over-quota", "2029-05-11");

        Review review = reviews.of(MAY, clock.now());
        assertThat(more(before, review, "F-410")).isEqualTo(2);
        assertThat(more(before, review, "F-420")).isEqualTo(1);
        assertThat(more(before, review, "F-450")).isEqualTo(1);
        assertThat(more(before, review, "F-510")).isEqualTo(1);
        assertThat(more(before, review, "F-520")).isZero();
        assertThat(more(before, review, "F-540")).isEqualTo(1);
        assertThat(more(before, review, "F-180")).as("of sites only theirs").isEqualTo(1);
        assertThat(reviews.records(MAY, "F-410", clock.now(), 0, 500).records())
                .anySatisfy(each -> assertThat(each.subject().ref()).isEqualTo(firm));
    }

    private SubjectRef registered(String kind, String name) {
        var ref = new SubjectRef(kind, "RV" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails(name, null, null, null, null, null))));
        return ref;
    }

    private void told(SubjectRef about, String kind, String category, String day) {
        var fact = new NewFact(
                about,
                kind,
                category,
                clock.startOf(on(day)).plusSeconds(12 * 3600),
                null,
                "review-figures",
                String.valueOf(Ids.next()),
                null,
                null,
                kind.equals("merchant-check") ? Map.of() : Map.of("caseId", "1", "matter", "site-check"));
        work.run(() -> assertThat(facts.record(List.of(fact), Facts.How.NOW))
                .noneMatch(each -> each instanceof Recorded.Refused));
    }

    @Test
    void of_a_month_that_the_program_was_not_there_for_it_says_so_and_not_none() {
        Figure figure = catalogue.figure("F-190");
        Locale zh = Locale.SIMPLIFIED_CHINESE;
        var begun = new Review.Value(figure, 3, 0, null, null, Review.Kept.NOW);
        assertThat(words.now(begun, zh)).isEqualTo("3");
        assertThat(words.before(begun, zh)).isEqualTo("当时未记录");
        assertThat(words.change(begun, zh)).isEqualTo("—");
        var earlier = new Review.Value(figure, 0, 0, null, null, Review.Kept.NEITHER);
        assertThat(words.now(earlier, Locale.ENGLISH)).isEqualTo("not recorded then");

        Review longAgo = reviews.of(YearMonth.of(1999, 5), clock.now());
        assertThat(longAgo.value("F-190").kept()).isEqualTo(Review.Kept.NEITHER);
        assertThat(longAgo.value("F-210").kept())
                .as("what is told from elsewhere is none where none was told")
                .isEqualTo(Review.Kept.BOTH);
    }

    @Test
    void what_was_issued_is_issued_again_byte_for_byte() throws IOException {
        staff.officer("reviewer", "manager");
        IssuedReview kept = issued.issue(MAY, Locale.SIMPLIFIED_CHINESE, "reviewer");
        byte[] first = issued.content(kept);

        town.site("Afterwards").violation("waste", on("2029-05-06"));

        assertThat(issued.content(issued.find(kept.id()))).isEqualTo(first);
        assertThat(issued.of(MAY)).contains(kept);
        assertThat(text(first)).contains("指标口径");
        assertThat(new Visitor(port)
                        .signIn("reviewer", "reviewer")
                        .get("/reviews")
                        .body())
                .contains("/reviews/issued/" + kept.id() + ".pdf");
    }

    @Test
    void a_month_before_anything_was_known_prints_sensibly() throws IOException {
        Review empty = reviews.of(YearMonth.of(1931, 2), clock.now());

        String print = text(reviews.pdf(empty, Locale.SIMPLIFIED_CHINESE));

        assertThat(print).contains("本月没有完成检查的记录。", "本月没有发现违法的记录。", "统计日没有红色工地。");
        assertThat(text(reviews.pdf(empty, Locale.ENGLISH))).contains("No check was recorded as done in the month.");
    }

    @Test
    void the_running_month_is_counted_to_today_and_says_so() {
        Review review = reviews.of(YearMonth.of(2029, 6), clock.now());

        assertThat(review.asOf()).isEqualTo(on("2029-06-05"));
        assertThat(review.before()).isEqualTo(on("2029-05-31"));
        assertThat(words.cutOff(review, Locale.SIMPLIFIED_CHINESE)).contains("当月未结束");
        assertThatThrownBy(() -> reviews.of(YearMonth.of(2029, 7), clock.now()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("review-month-future"));
    }

    @Test
    void only_those_who_review_see_reviews() {
        staff.officer("reviewer", "manager");
        staff.officer("onlooker", "inspector");

        assertThat(new Visitor(port)
                        .signIn("reviewer", "reviewer")
                        .get("/reviews")
                        .statusCode())
                .isEqualTo(200);
        Visitor onlooker = new Visitor(port).signIn("onlooker", "onlooker");
        assertThat(onlooker.get("/reviews").statusCode()).isEqualTo(403);
        assertThat(onlooker.get("/reviews/2029-05").statusCode()).isEqualTo(403);
        assertThat(onlooker.get("/reviews/2029-05.pdf").statusCode()).isEqualTo(403);
        assertThat(onlooker.get("/reviews/2029-05/figures/F-210").statusCode()).isEqualTo(403);
        assertThat(onlooker.getJson("/api/reviews/2029-05").statusCode()).isEqualTo(403);
    }

    private static long more(Review before, Review after, String figure) {
        return after.value(figure).now() - before.value(figure).now();
    }

    /** Counted from the table of facts alone, row by row. */
    private long raw(String figure, Instant knownAt) {
        String which = switch (figure) {
            case "F-210" -> "f.kind = 'violation'";
            case "F-120" -> "f.kind = 'check' and f.category <> 're-check'";
            default -> "f.kind = 'check' and f.category = 're-check'";
        };
        var known = java.time.LocalDateTime.ofInstant(knownAt, java.time.ZoneOffset.UTC);
        return jdbc.sql("select count(*) from fact f where " + which
                        + " and f.occurred_on >= '2029-05-01' and f.occurred_on <= '2029-05-31' and f.known_from <= :known"
                        + " and not exists (select 1 from fact v where v.voids = f.id and v.known_from <= :known)")
                .param("known", known)
                .query(Long.class)
                .single();
    }

    /** Each site asked for itself. */
    private static Map<String, Long> counted(List<Town.Site> sites, LocalDate day, Instant knownAt) {
        return sites.stream()
                .collect(
                        Collectors.groupingBy(each -> each.colourAsOf(day.toString(), knownAt), Collectors.counting()));
    }

    private static Map<String, Long> at(Review review, LocalDate day) {
        return review.course().stream()
                .filter(each -> each.day().equals(day))
                .findFirst()
                .orElseThrow()
                .results();
    }

    private static Map<String, Long> plus(Map<String, Long> some, Map<String, Long> others) {
        Map<String, Long> all = new java.util.TreeMap<>(some);
        others.forEach((result, number) -> all.merge(result, number, Long::sum));
        return all;
    }

    private static List<String> listed(Review review) {
        return review.listed().stream()
                .map(each -> each.subject().ref().toString())
                .toList();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
