package gridwork.decisions;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.rules.Release;
import gridwork.rules.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The releases of this test come into force in the year 2999 and later, so that nobody else meets them. */
@GridworkTest
class ReleasesAreKeptTest {
    private static final String TABLE = "rules/site-colour/site-colour.dmn";

    @Autowired
    Town town;

    @Autowired
    KnownReleases releases;

    @Autowired
    ApplicationContext house;

    @Autowired
    Deciding deciding;

    @Autowired
    Decisions decisions;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    /** The program's rules with another number, in which dust is severe or minor. */
    private SourceTree release(int number, boolean dustIsSevere) {
        SourceTree source = OtherReleases.files(house, number, on("2999-01-01"), name -> true);
        var files = new TreeMap<String, byte[]>();
        source.names().forEach(name -> files.put(name, source.bytes(name)));
        if (dustIsSevere) {
            String table = new String(files.get(TABLE), StandardCharsets.UTF_8);
            int row = table.indexOf("\"扬尘污染\"</text>", table.indexOf("<rule id=\"SCV-"));
            String severe = table.substring(0, row) + table.substring(row).replaceFirst("轻微", "严重");
            files.put(TABLE, severe.getBytes(StandardCharsets.UTF_8));
        }
        return SourceTree.of(files);
    }

    private void decideWith(Release release, Town.Site site) {
        work.run(() -> {
            subjects.lock(List.of(site.id()));
            Subject subject = subjects.find(site.id()).orElseThrow();
            deciding.decide(
                    Map.of(release.ruleSet("site-colour"), List.of(subject)), release, clock.today(), Cause.ASK, false);
        });
    }

    @Test
    void an_old_decision_is_explained_with_the_release_that_made_it() {
        releases.record(release(901, true));
        Town.Site site = town.site("Lane 40").violation("dust", on("2025-03-01"));
        assertThat(site.colour()).isEqualTo("yellow");
        decideWith(releases.numbered(901), site);
        LoggedDecision strict = decisions.history(site.id(), "site-colour", 1).get(0);
        assertThat(strict.release()).isEqualTo(901);
        assertThat(strict.result()).isEqualTo("red");

        Explanation again = decisions.explain(strict);

        assertThat(again.evaluation().result()).isEqualTo("red");
        assertThat(again.evaluation().rowIds()).isEqualTo(strict.rows());
        assertThat(again.release().number()).isEqualTo(901);
        assertThat(site.colourAsOf("2025-03-03")).isEqualTo("yellow");
    }

    @Test
    void other_content_under_a_number_that_decided_something_is_refused() {
        releases.record(release(902, false));
        releases.record(release(902, true)); // nothing names it yet: replaced
        decideWith(releases.numbered(902), town.site("Lane 41").violation("dust", on("2025-03-01")));

        assertThatThrownBy(() -> releases.record(release(902, false)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("release-number-taken"));
        assertThat(releases.record(release(902, true))).isEqualTo(902);
    }

    @Test
    void a_release_of_the_future_decides_nothing_today_and_the_first_one_everything_before_it() {
        releases.record(release(903, true));
        releases.lookAgain();

        assertThat(releases.on(on("2025-03-03")).number())
                .isEqualTo(releases.on(on("1999-01-01")).number());
        assertThat(releases.on(on("2999-01-01")).number()).isEqualTo(903);
        assertThat(releases.nextAfter(on("2998-12-31"))).isEqualTo("2999-01-01");
    }
}
