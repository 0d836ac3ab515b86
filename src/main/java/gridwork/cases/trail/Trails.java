package gridwork.cases.trail;

import gridwork.cases.CaseId;
import gridwork.platform.BeforeCommit;
import gridwork.platform.Ids;
import gridwork.platform.OfTransaction;
import gridwork.platform.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds to the trails. Whoever adds to one waits for who adds to the same; nobody waits for the trail of another case. */
@Repository
public class Trails {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final BeforeCommit beforeCommit;
    private final OfTransaction<Open> open = new OfTransaction<>(Open::new);

    Trails(JdbcClient jdbc, JdbcTemplate batches, BeforeCommit beforeCommit) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.beforeCommit = beforeCommit;
    }

    /** @param content JSON, hashed as the text that it is */
    public record Entry(CaseId of, Instant at, @Nullable String who, String what, String cameBy, String content) {}

    /** @param kept how long the table says that the trail is */
    private record Head(int length, String hash, int kept) {
        static final Head NONE = new Head(0, Chain.START, 0);
    }

    /** The trails to which the transaction adds: until it ends nobody else does. Their heads are written once, before the commit. */
    private static final class Open {
        private final Map<Long, Head> heads = new HashMap<>();
        private boolean grown;
    }

    /** @param content JSON, hashed as the text that it is */
    public void add(CaseId of, Instant at, @Nullable String who, String what, String cameBy, String content) {
        add(List.of(new Entry(of, at, who, what, cameBy, content)));
    }

    /** In this order; of one case or of many. */
    public void add(List<Entry> entries) {
        Map<Long, Head> locked = locked(entries);
        List<Object[]> rows = new ArrayList<>();
        for (Entry each : entries) {
            long of = each.of().value();
            Head head = Objects.requireNonNull(locked.get(of));
            int seq = head.length + 1;
            String hash =
                    Chain.entry(of, seq, head.hash, each.at(), each.who(), each.what(), each.cameBy(), each.content());
            locked.put(of, new Head(seq, hash, head.kept));
            rows.add(new Object[] {
                Ids.next(), of, Stored.utc(each.at()), each.who(), each.what(), each.cameBy(), each.content(), seq, hash
            });
        }
        batches.batchUpdate("""
                insert into case_trail(id, case_id, happened_at, who, what, came_by, content, seq, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    private Map<Long, Head> locked(List<Entry> entries) {
        Open known = open.get();
        if (!known.grown) {
            known.grown = true;
            beforeCommit.run(() -> keep(known));
        }
        TreeSet<Long> asked = new TreeSet<>();
        entries.forEach(each -> asked.add(each.of().value()));
        asked.removeAll(known.heads.keySet());
        if (!asked.isEmpty()) {
            asked.forEach(each -> known.heads.put(each, Head.NONE));
            jdbc.sql(
                            "select case_id, length, hash from case_trail_head where case_id in (:cases) order by case_id for update")
                    .param("cases", asked)
                    .query((RowCallbackHandler) row -> known.heads.put(
                            row.getLong("case_id"),
                            new Head(row.getInt("length"), row.getString("hash"), row.getInt("length"))));
        }
        return known.heads;
    }

    private void keep(Open known) {
        known.grown = false;
        List<Object[]> fresh = new ArrayList<>();
        List<Object[]> longer = new ArrayList<>();
        new TreeMap<>(known.heads).forEach((of, head) -> {
            if (head.kept < head.length) {
                (head.kept == 0 ? fresh : longer).add(new Object[] {head.length, head.hash, of});
                known.heads.put(of, new Head(head.length, head.hash, head.length));
            }
        });
        write("insert into case_trail_head(length, hash, unsealed, case_id) values (?, ?, 1, ?)", fresh);
        write("update case_trail_head set length = ?, hash = ?, unsealed = 1 where case_id = ?", longer);
    }

    private void write(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            batches.batchUpdate(sql, rows);
        }
    }
}
