package gridwork.bench;

import gridwork.decisions.Decisions;
import gridwork.decisions.Redecided;
import gridwork.decisions.Replayed;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole demonstration street (14,346 subjects) decided anew by all rule sets (promise: about 10 s on 2 cores): once
 * with nothing new, once with every standing and logged decision to be written again. The floor reads every fact of the
 * same subjects once and writes as many rows of the same size by plain JDBC.
 */
final class StreetBench {
    private static final int CHUNK = 100;

    private final DecideBench.Counted counted;
    private final JdbcTemplate jdbc;
    private final Work work;
    private final Decisions decisions;
    private final LocalDate today;

    private StreetBench(GenericApplicationContext house, DecideBench.Counted counted) {
        this.counted = counted;
        this.jdbc = house.getBean(JdbcTemplate.class);
        this.work = house.getBean(Work.class);
        this.decisions = house.getBean(Decisions.class);
        this.today = house.getBean(StreetClock.class).today();
    }

    public static void main(String[] args) throws Exception {
        WholeStreet.with("gridwork-street", (house, counted) -> new StreetBench(house, counted).run());
    }

    private void run() {
        replay();
        redecide("the street anew, nothing new (warming up), s");
        redecide("the street anew, nothing new, s");
        work.run(() -> {
            jdbc.update("delete from decision where fact_id is null and asked_by is null");
            jdbc.update("delete from standing_item");
            jdbc.update("delete from standing");
        });
        redecide("the street anew, everything written, s");
    }

    /** Every logged decision again, with what was known then; what comes out otherwise is named. */
    private void replay() {
        long from = System.nanoTime();
        Replayed again = decisions.replay(LocalDate.EPOCH, today, Set.of(), List.of(), Progress.SILENT);
        double seconds = (System.nanoTime() - from) / 1e9;
        Benchmarks.say(
                "  replay of " + again.decisions() + " logged decisions, s; the same: " + again.same(),
                seconds,
                again.decisions(),
                again.same() / (double) again.decisions(),
                "all the same");
        again.different().stream()
                .limit(5)
                .forEach(each -> System.out.println("  differs: " + each.logged() + " now " + each.now()));
    }

    private void redecide(String figure) {
        long subjects = jdbc.queryForObject("select count(*) from subject where closed_on is null", Long.class);
        counted.clear();
        long from = System.nanoTime();
        Redecided done = decisions.redecide(Set.of(), today, true, Progress.SILENT);
        double ours = (System.nanoTime() - from) / 1e9;
        double each = counted.statements() / (double) done.decided();
        double floor = floor((int) done.changed());
        Benchmarks.say(figure, ours, floor, ours / floor, "about 10 s");
        Benchmarks.say(
                "  " + subjects + " subjects; statements an answer (" + done.decided() + " answers, " + done.changed()
                        + " changed)",
                each,
                1,
                each,
                "< 1");
        done.results().forEach((ruleSet, results) -> System.out.println("  " + ruleSet + " " + results));
    }

    private double floor(int changed) {
        List<Long> ids = jdbc.queryForList("select id from subject order by id", Long.class);
        long from = System.nanoTime();
        int written = 0;
        for (int at = 0; at < ids.size() || written < changed; at += CHUNK) {
            List<Long> chunk = at < ids.size() ? ids.subList(at, Math.min(ids.size(), at + CHUNK)) : List.of();
            int write = Math.min(CHUNK, changed - written);
            int round = written / ids.size();
            List<Long> whose = new ArrayList<>();
            for (int i = 0; i < write; i++) {
                whose.add(ids.get((written + i) % ids.size()));
            }
            written += write;
            work.run(() -> floorOf(chunk, whose, round));
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        work.run(() -> {
            jdbc.update("delete from decision where rule_set like 'floor%'");
            jdbc.update("delete from standing where rule_set like 'floor%'");
        });
        return seconds;
    }

    private void floorOf(List<Long> read, List<Long> write, int round) {
        if (!read.isEmpty()) {
            String marks = "?" + ", ?".repeat(read.size() - 1);
            jdbc.query(
                    "select id, kind, category, payload, occurred_on from fact where subject_id in (" + marks + ")",
                    row -> {
                        row.getLong("id");
                        row.getString("category");
                        row.getString("payload");
                        row.getObject("occurred_on", LocalDate.class);
                    },
                    read.toArray());
        }
        List<Object[]> log = new ArrayList<>();
        List<Object[]> standings = new ArrayList<>();
        for (Long subject : write) {
            long id = Ids.next();
            String ruleSet = "floor" + round + "-" + id;
            log.add(new Object[] {
                id, subject, ruleSet, today, "x".repeat(120), "x".repeat(120), "x".repeat(80), "x".repeat(120)
            });
            standings.add(new Object[] {subject, ruleSet, id, today, today, today});
        }
        jdbc.batchUpdate("""
                insert into decision (id, subject_id, rule_set, release_no, as_of, known_at, decided_at, result,
                  outcome, measures, row_ids, fact_ids, cause, history)
                values (?, ?, ?, 1, ?, current_timestamp, current_timestamp, 'red', ?, ?, ?, ?, 'ask', true)""", log);
        jdbc.batchUpdate("""
                insert into standing (subject_id, rule_set, decision_id, result, since, next_change, as_of, release_no)
                values (?, ?, ?, 'red', ?, ?, ?, 1)""", standings);
    }
}
