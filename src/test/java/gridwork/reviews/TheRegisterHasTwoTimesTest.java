package gridwork.reviews;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.decisions.Decisions;
import gridwork.facts.RegisterChange;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to the register later changes no review of what was known before. May 2031, in which no other story plays. */
@GridworkTest
class TheRegisterHasTwoTimesTest {
    private static final YearMonth MAY = YearMonth.of(2031, 5);

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Reviews reviews;

    @Autowired
    Subjects subjects;

    @Autowired
    Decisions decisions;

    @Autowired
    Work work;

    @BeforeEach
    void early_in_june() {
        town.today("2031-06-05");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void a_review_of_the_same_cut_off_is_the_same_after_a_backdated_registration_closing_and_edit() {
        Town.Site closed = town.site("Closed later").violation("dangerous-work", on("2031-05-20"));
        Town.Site renamed = town.site("Renamed later").violation("dangerous-work", on("2031-05-21"));
        Instant cutOff = clock.now();
        Review first = reviews.of(MAY, cutOff);
        long total = reviews.records(MAY, "F-010", cutOff, 0, 1).total();

        town.today("2031-06-20");
        town.close(closed, on("2031-05-01"));
        SubjectRef late = site(on("2031-03-01"));
        work.run(() -> subjects.edit(
                renamed.id(),
                new SubjectDetails("Another name", null, null, null, null, on("2031-06-01")),
                "clerk",
                subjects.find(renamed.id()).orElseThrow().version()));

        Review again = reviews.of(MAY, cutOff);
        assertThat(reviews.json(again)).isEqualTo(reviews.json(first));
        assertThat(reviews.records(MAY, "F-010", cutOff, 0, 1).total()).isEqualTo(total);
        assertThat(again.listed()).extracting(each -> each.subject().name()).contains("Renamed later");

        Review now = reviews.of(MAY, clock.now());
        assertThat(now.value("F-010").now() - first.value("F-010").now())
                .as("one closed and one not yet open by what is known now, one more registered")
                .isEqualTo(-1);
        assertThat(now.value("F-040").now() - first.value("F-040").now()).isEqualTo(-2);
        assertThat(subjects.find(
                        java.util.List.of(subjects.find(late).orElseThrow().id()), cutOff))
                .isEmpty();
    }

    @Test
    void the_past_knows_no_closing_that_was_recorded_later() {
        Town.Site site = town.site("Closed backdated");
        Instant before = clock.now();
        town.today("2031-06-20");
        town.close(site, on("2031-04-01"));

        assertThat(subjects.open("site", on("2031-05-31"), before)).contains(site.id());
        assertThat(subjects.open("site", on("2031-05-31"), clock.now())).doesNotContain(site.id());
        assertThat(subjects.open("site", on("2031-05-31"))).doesNotContain(site.id());
        assertThat(decisions
                        .explain(site.ref(), "site-colour", on("2031-05-31"), before)
                        .open())
                .isTrue();
        assertThat(decisions
                        .explain(site.ref(), "site-colour", on("2031-05-31"), clock.now())
                        .open())
                .isFalse();
    }

    @Test
    void a_site_closed_for_a_while_takes_no_part_in_between() {
        Town.Site site = town.site("On and off");
        town.close(site, on("2031-05-10"));
        Instant closed = clock.now();
        town.today("2031-06-20");
        town.reopen(site, on("2031-06-15"));

        assertThat(subjects.find(site.id()).orElseThrow().closedOn()).isNull();
        for (Instant knownAt : new Instant[] {closed, clock.now()}) {
            assertThat(subjects.open("site", on("2031-05-09"), knownAt)).contains(site.id());
            assertThat(subjects.open("site", on("2031-05-10"), knownAt)).doesNotContain(site.id());
            assertThat(subjects.open("site", on("2031-06-14"), knownAt)).doesNotContain(site.id());
        }
        assertThat(subjects.open("site", on("2031-06-15"), closed)).doesNotContain(site.id());
        assertThat(subjects.open("site", on("2031-06-15"), clock.now())).contains(site.id());
        assertThat(subjects.open("site", on("2031-06-14"))).doesNotContain(site.id());
        assertThat(subjects.open("site", on("2031-06-15"))).contains(site.id());
    }

    @Test
    void a_closing_taken_back_leaves_no_gap_and_stays_in_the_history() {
        Town.Site site = town.site("Closed by mistake");
        town.close(site, on("2031-05-10"));
        town.reopen(site, on("2031-05-10"));

        assertThat(subjects.open("site", on("2031-05-20"))).contains(site.id());
        assertThat(subjects.changes(site.id()))
                .extracting(RegisterChange::act)
                .containsExactly(RegisterChange.Act.REOPENED, RegisterChange.Act.CLOSED, RegisterChange.Act.REGISTERED);
        assertThat(subjects.changes(site.id()).get(0)).satisfies(change -> {
            assertThat(change.reason()).isEqualTo("work goes on");
            assertThat(change.by()).isEqualTo("town");
            assertThat(change.parts()).contains(new RegisterChange.Part("closedOn", "2031-05-10", null));
        });
    }

    private SubjectRef site(LocalDate openedOn) {
        var ref = new SubjectRef("site", "two-times-" + Ids.next());
        work.run(() -> subjects.register(
                Map.of(ref, new SubjectDetails("Registered later", null, null, null, null, openedOn)),
                Map.of(),
                "clerk"));
        return ref;
    }
}
