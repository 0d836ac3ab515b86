package gridwork.cases.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TrailEntry;
import gridwork.cases.TrailVerified;
import gridwork.cases.TrailVerified.Break;
import gridwork.cases.TrailVerified.Kind;
import gridwork.cases.VerifyTrail;
import gridwork.cases.VerifyTrail.Also;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases of which somebody changes something behind the program's back, straight in the database. */
@GridworkTest
class TrailTest {
    @Autowired
    Crew crew;

    @Autowired
    Work work;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Trails trails;

    @Autowired
    VerifyTrail verify;

    @Autowired
    SealTrails seals;

    CaseId check;

    @BeforeEach
    void a_signed_check_with_a_photo() {
        clock.set(LocalDate.parse("2025-03-03"));
        crew.comesToWork();
        check = checks.open(
                town.site("一处工地", Crew.GRID).id(),
                "general",
                false,
                "trail-" + Ids.next(),
                LocalDate.parse("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        var record = crew.record("dust");
        record.withArray("photos").add(crew.photo(cases.find(check).orElseThrow(), "inspector1"));
        crew.does("inspector1", crew.task(check, "user_record"), record);
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
    }

    @Test
    void what_only_the_program_wrote_is_intact() {
        assertThat(verify.of(check, Also.BYTES)).isEqualTo(new TrailVerified(1, 4, 1, 1, 0, List.of()));
        assertThat(cases.trail(check))
                .extracting(TrailEntry::what)
                .containsExactly("opened", "clock-started", "recorded", "signed");
    }

    @Test
    void an_entry_that_was_changed_is_named() {
        for (String column : List.of("who", "what", "came_by", "content")) {
            String before = text("select " + column + " from case_trail where case_id = :id and seq = 3");
            change("update case_trail set " + column + " = 'page' where case_id = :id and seq = 3");
            assertThat(breaks()).as(column).contains(new Break(check, Kind.CHANGED, 3, ""));
            change("update case_trail set " + column + " = '" + before.replace("'", "''")
                    + "' where case_id = :id and seq = 3");
        }
        change("update case_trail set happened_at = timestamp '2025-03-02 09:00:00' where case_id = :id and seq = 4");
        assertThat(breaks()).containsExactly(new Break(check, Kind.CHANGED, 4, ""));
    }

    @Test
    void an_entry_that_was_changed_together_with_its_hash_breaks_the_one_after_it() {
        change("update case_trail set who = 'crew-worker' where case_id = :id and seq = 3");
        TrailEntry forged = cases.trail(check).get(2);
        String before = text("select hash from case_trail where case_id = :id and seq = 2");
        String content = text("select content from case_trail where case_id = :id and seq = 3");
        String hash = Chain.entry(
                check.value(), 3, before, forged.at(), "crew-worker", forged.what(), forged.cameBy(), content);
        change("update case_trail set hash = '" + hash + "' where case_id = :id and seq = 3");
        assertThat(breaks()).containsExactly(new Break(check, Kind.CHANGED, 4, ""));
    }

    @Test
    void an_entry_that_was_taken_out_leaves_a_gap() {
        change("delete from case_trail where case_id = :id and seq = 3");
        assertThat(breaks()).contains(new Break(check, Kind.MISSING, 3, ""));
    }

    @Test
    void newest_entries_that_were_cut_off_are_missed_by_the_head() {
        change("delete from case_trail where case_id = :id and seq = 4");
        assertThat(breaks()).contains(new Break(check, Kind.CUT, 4, ""));
    }

    @Test
    void who_cuts_the_head_as_well_is_found_by_the_seal_of_the_day() {
        seals.run(clock.today());
        change("delete from case_trail where case_id = :id and seq = 4");
        change("delete from signature where about = concat('case/', :id)");
        change(
                "update case_trail_head set length = 3, hash = (select hash from case_trail where case_id = :id and seq = 3) where case_id = :id");
        assertThat(breaks())
                .extracting(Break::kind, Break::number)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.SEALED_GONE, 4));
    }

    @Test
    void a_whole_trail_that_was_taken_out_is_missed() {
        seals.run(clock.today());
        change("delete from case_trail where case_id = :id");
        assertThat(breaks()).extracting(Break::kind).contains(Kind.CUT);
        change("delete from case_trail_head where case_id = :id");
        assertThat(breaks()).extracting(Break::kind).contains(Kind.SEALED_GONE);
    }

    @Test
    void what_was_signed_and_who_signed_it_cannot_be_exchanged() {
        change(
                "update signature set signed_content = replace(signed_content, 'dust', 'xdustx') where about = concat('case/', :id)");
        assertThat(breaks()).containsExactly(new Break(check, Kind.SIGNED_CHANGED, 0, "crew-inspector1"));
        change(
                "update signature set signed_content = replace(signed_content, 'xdustx', 'dust') where about = concat('case/', :id)");
        assertThat(breaks()).isEmpty();

        change("update signature set signed_by = 'crew-worker' where about = concat('case/', :id)");
        assertThat(breaks()).containsExactly(new Break(check, Kind.SIGNED_CHANGED, 0, "crew-worker"));
        change("update signature set signed_by = 'crew-inspector1', part = 'other' where about = concat('case/', :id)");
        change("update signature set signed_at = timestamp '2025-03-01 09:00:00' where about = concat('case/', :id)");
        assertThat(breaks()).containsExactly(new Break(check, Kind.SIGNED_CHANGED, 0, "crew-inspector1"));

        change("delete from signature where about = concat('case/', :id)");
        assertThat(breaks()).extracting(Break::kind).containsExactly(Kind.SIGNED_GONE);
    }

    @Test
    void the_record_that_is_signed_stands_for_its_photos() {
        long photo = Long.parseLong(text("select id from evidence where about = concat('case/', :id)"));
        assertThat(text("select signed_content from signature where about = concat('case/', :id)"))
                .contains(text("select sha256 from evidence where about = concat('case/', :id)"));

        change("update evidence set content = (select content from evidence where id <> " + photo
                + " order by id desc limit 1) where about = concat('case/', :id)");
        assertThat(verify.of(check, Also.NOTHING).intact()).isTrue();
        assertThat(verify.of(check, Also.BYTES).breaks())
                .containsExactly(new Break(check, Kind.FILE_CHANGED, 0, String.valueOf(photo)));
        change("update evidence set sha256 = '" + "0".repeat(64) + "' where about = concat('case/', :id)");
        assertThat(breaks()).containsExactly(new Break(check, Kind.FILE_CHANGED, 0, String.valueOf(photo)));
        change("delete from evidence where about = concat('case/', :id)");
        assertThat(breaks()).containsExactly(new Break(check, Kind.FILE_GONE, 0, String.valueOf(photo)));
    }

    @Test
    void a_seal_covers_what_has_grown_since_the_last_one_and_hangs_on_it() {
        seals.run(clock.today());
        String first = text("select hash from trail_seal order by number desc limit 1");
        assertThat(text("select length from trail_sealed where case_id = :id")).isEqualTo("4");
        crew.does("inspector2", crew.taskOf(check, "inspector2"), crew.confirmed());
        seals.run(clock.today());
        assertThat(jdbc.sql("select length from trail_sealed where case_id = :id order by seal")
                        .param("id", check.value())
                        .query(Integer.class)
                        .list())
                .containsExactly(4, cases.trail(check).size());

        assertThat(kinds(verify.all(first, Also.NOTHING, Progress.SILENT)))
                .doesNotContain(Kind.SEAL_CHANGED, Kind.NOTED_UNKNOWN);
        assertThat(kinds(verify.all("f".repeat(64), Also.NOTHING, Progress.SILENT)))
                .contains(Kind.NOTED_UNKNOWN)
                .doesNotContain(Kind.SEAL_CHANGED);
        change("update trail_sealed set length = 3 where case_id = :id and length = 4");
        assertThat(kinds(verify.all(null, Also.NOTHING, Progress.SILENT))).contains(Kind.SEAL_CHANGED);
        change("update trail_sealed set length = 4 where case_id = :id and length = 3");
    }

    @Test
    void there_is_a_seal_also_where_nothing_has_grown() {
        seals.run(clock.today());
        int before = Integer.parseInt(text("select max(number) from trail_seal"));
        seals.run(clock.today());
        assertThat(text("select max(number) from trail_seal")).isEqualTo(String.valueOf(before + 1));
        assertThat(kinds(verify.all(null, Also.NOTHING, Progress.SILENT))).doesNotContain(Kind.SEAL_CHANGED);
    }

    @Test
    void entries_written_at_the_same_moment_follow_one_another() throws Exception {
        int writers = 8;
        var meet = new CyclicBarrier(writers);
        var threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String what = "note-" + i;
                all.add(() -> {
                    meet.await();
                    work.run(() -> trails.add(check, clock.now(), null, what, "program", "{}"));
                    return true;
                });
            }
            for (Future<Boolean> each : threads.invokeAll(all)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(cases.trail(check)).hasSize(4 + writers);
        assertThat(breaks()).isEmpty();
    }

    @Test
    void a_case_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> verify.of(new CaseId(1), Also.NOTHING)).isInstanceOf(Refused.class);
    }

    // --- words of these tests

    private List<Break> breaks() {
        return verify.of(check, Also.NOTHING).breaks();
    }

    private static List<Kind> kinds(TrailVerified found) {
        return found.breaks().stream().map(Break::kind).distinct().toList();
    }

    private void change(String sql) {
        work.run(() ->
                assertThat(jdbc.sql(sql).param("id", check.value()).update()).isPositive());
    }

    private String text(String sql) {
        Map<String, Object> id = new HashMap<>(Map.of("id", check.value()));
        return jdbc.sql(sql).params(id).query(String.class).single();
    }
}
