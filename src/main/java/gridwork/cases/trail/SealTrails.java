package gridwork.cases.trail;

import gridwork.platform.DailyWork;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each morning all trails that have grown are sealed together. A seal's number and hash go to the log and to a page, so that
 * they are known outside the database: who has noted one can show later that everything up to it is still as it was.
 */
@Component
class SealTrails implements DailyWork {
    private static final Logger LOG = LoggerFactory.getLogger(SealTrails.class);
    private static final int MOST = 1000;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StreetClock clock;
    private final Work work;

    SealTrails(JdbcClient jdbc, JdbcTemplate batches, StreetClock clock, Work work) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public String name() {
        return "trail-seal";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public void run(LocalDate day) {
        var last = new AtomicLong(Long.MIN_VALUE);
        var sealed = new ArrayList<List<Object>>();
        do {
            work.run(() -> {
                sealed.clear();
                sealed.addAll(seal(last.get()));
            });
            if (!sealed.isEmpty()) {
                last.set((Long) sealed.get(sealed.size() - 1).get(0));
            }
        } while (sealed.size() == MOST);
    }

    /**
     * What grows meanwhile keeps its mark and is covered by the next seal. Also where nothing grew: that there is a seal must
     * not tell that something did, for instance a drawn check that nobody may know of yet.
     */
    private List<List<Object>> seal(long after) {
        List<List<Object>> grown = jdbc.sql("""
                        select case_id, length, hash from case_trail_head
                        where unsealed = 1 and case_id > :after order by case_id limit :most
                        """)
                .param("after", after)
                .param("most", MOST)
                .query((row, at) ->
                        List.<Object>of(row.getLong("case_id"), row.getInt("length"), row.getString("hash")))
                .list();
        Seal before = last();
        int number = before.number() + 1;
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        String hash = Chain.seal(number, before.hash(), now, grown);
        jdbc.sql("insert into trail_seal(number, sealed_at, cases, hash) values (:number, :at, :cases, :hash)")
                .param("number", number)
                .param("at", Stored.utc(now))
                .param("cases", grown.size())
                .param("hash", hash)
                .update();
        batches.batchUpdate(
                "insert into trail_sealed(seal, case_id, length, hash) values (" + number + ", ?, ?, ?)",
                grown.stream().map(List::toArray).toList());
        batches.batchUpdate(
                "update case_trail_head set unsealed = 0 where case_id = ? and length = ? and hash = ?",
                grown.stream().map(List::toArray).toList());
        LOG.info("trail seal {}: {}", number, hash);
        return grown;
    }

    private record Seal(int number, String hash) {}

    private Seal last() {
        return jdbc.sql("select number, hash from trail_seal order by number desc limit 1")
                .query((row, at) -> new Seal(row.getInt("number"), row.getString("hash")))
                .optional()
                .orElse(new Seal(0, Chain.START));
    }
}
