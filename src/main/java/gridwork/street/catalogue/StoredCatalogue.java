package gridwork.street.catalogue;

import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import gridwork.street.Checklist;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Remit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The catalogue and what changes it. A change locks the one row that holds the catalogue's version, so changes stand in
 * one order; a node that reads looks at that row at most once a second, and reads all anew where it has grown.
 */
@Repository
@DependsOnDatabaseInitialization
public class StoredCatalogue implements Matters {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCatalogue.class);
    private static final String PROGRAM = "gridwork";
    private static final String MATTER = "matter";
    private static final String REMIT = "remit";
    private static final long LOOKED_AT_MOST_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final int REASON = 500;

    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final MatterCheck check;
    private volatile Seen seen = new Seen(-1, List.of(), Map.of(), 0);

    StoredCatalogue(JdbcClient jdbc, Work work, StreetClock clock, MatterCheck check) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.check = check;
        begin(Shipped.read());
    }

    /** @param lookedAt by {@link System#nanoTime} */
    private record Seen(long version, List<Remit> remits, Map<String, Held> matters, long lookedAt) {
        Seen at(long now) {
            return new Seen(version, remits, matters, now);
        }
    }

    private record Held(Matter matter, int revision) {}

    @Override
    public List<Matter> all() {
        return matters(now());
    }

    private static List<Matter> matters(Seen of) {
        return of.matters().values().stream().map(Held::matter).toList();
    }

    @Override
    public List<Remit> remits() {
        return now().remits();
    }

    @Override
    public Optional<Matter> find(String id) {
        return Optional.ofNullable(now().matters().get(id)).map(Held::matter);
    }

    /** As it is, or as it was at the end of a day. */
    public List<Matter> on(@Nullable LocalDate day) {
        return day == null ? all() : at(clock.endOf(day));
    }

    /** How often a matter has been changed, its making included; 0 = there is none. */
    public int revision(String id) {
        Held there = now().matters().get(id);
        return there == null ? 0 : there.revision();
    }

    private Seen now() {
        Object own = TransactionSynchronizationManager.getResource(this);
        if (own != null) {
            return (Seen) own;
        }
        Seen held = seen;
        long now = System.nanoTime();
        if (held.version() >= 0 && now - held.lookedAt() < LOOKED_AT_MOST_EVERY) {
            return held;
        }
        long version = jdbc.sql("select version from catalogue_version where id = 1")
                .query(Long.class)
                .single();
        Seen fresh = version > held.version() ? read(version) : held.at(now);
        seen = fresh;
        return fresh;
    }

    private Seen read(long version) {
        Map<String, Held> matters = new TreeMap<>();
        List<Remit> remits = new ArrayList<>();
        jdbc.sql("""
                select c.kind, c.revision, c.content
                from catalogue_change c
                join (select kind, entry, max(revision) revision from catalogue_change group by kind, entry) l
                  on l.kind = c.kind and l.entry = c.entry and l.revision = c.revision
                order by c.kind, c.entry
                """).query(row -> {
            String content = row.getString("content");
            if (row.getString("kind").equals(REMIT)) {
                remits.add(CatalogueText.remit(CatalogueText.tree(content)));
            } else {
                Matter matter = CatalogueText.matter(CatalogueText.tree(content));
                matters.put(matter.id(), new Held(matter, row.getInt("revision")));
            }
        });
        return new Seen(version, List.copyOf(remits), matters, System.nanoTime());
    }

    @Override
    public List<Matter> at(Instant moment) {
        return jdbc.sql("""
                select c.content
                from catalogue_change c
                join (select entry, max(revision) revision from catalogue_change
                      where kind = 'matter' and changed_at <= :moment group by entry) l
                  on c.kind = 'matter' and l.entry = c.entry and l.revision = c.revision
                order by c.entry
                """).param("moment", Stored.utc(moment)).query(String.class).list().stream()
                .map(each -> CatalogueText.matter(CatalogueText.tree(each)))
                .toList();
    }

    @Override
    public Optional<Checklist> checklist(String matter, int version) {
        return find(matter)
                .map(Matter::checklist)
                .filter(each -> each.version() == version)
                .or(() -> jdbc.sql("""
                                select content from catalogue_change
                                where kind = 'matter' and entry = :matter and checklist_version = :version
                                order by revision desc limit 1
                                """)
                        .param("matter", matter)
                        .param("version", version)
                        .query(String.class)
                        .optional()
                        .map(each ->
                                CatalogueText.matter(CatalogueText.tree(each)).checklist()));
    }

    /** The latest first. */
    public List<Change> changes(String matter, int from, int size) {
        return jdbc.sql("""
                        select version, revision, content, origin, reason, changed_by, changed_at
                        from catalogue_change
                        where kind = 'matter' and entry = :matter order by revision desc limit :size offset :from
                        """)
                .param("matter", matter)
                .param("size", size)
                .param("from", from)
                .query(StoredCatalogue::change)
                .list();
    }

    private static Change change(ResultSet row, int at) throws SQLException {
        return new Change(
                row.getLong("version"),
                row.getInt("revision"),
                CatalogueText.matter(CatalogueText.tree(row.getString("content"))),
                Change.Origin.valueOf(row.getString("origin")),
                row.getString("reason"),
                row.getString("changed_by"),
                Stored.instant(row.getObject("changed_at", LocalDateTime.class)));
    }

    /** What keeps a matter out; empty = nothing. */
    public List<Wrong> wrong(Matter matter) {
        return check.check(matter, all(), remits(), check.departments());
    }

    /** As {@link #wrong(Matter)}, the departments having been asked for before, beside others than those there are. */
    List<Wrong> wrong(Matter matter, Collection<Matter> others, Set<AreaId> departments) {
        return check.check(matter, others, remits(), departments);
    }

    /** Whether writing it would change nothing. */
    boolean isSame(Matter matter) {
        Seen there = now();
        return !differs(numbered(matter, there), there);
    }

    /** Until the end of this transaction nobody else changes the catalogue, and it is seen as it is now. */
    void holdStill() {
        lock();
        own();
    }

    Set<AreaId> departments() {
        return check.departments();
    }

    /**
     * Adds or changes a matter; what is as it was is not written.
     *
     * @param revision the one that was looked at, 0 = it is new; refused with {@code matter-changed} where there is another
     */
    public void put(Matter matter, int revision, String reason, String by) {
        if (reason.isBlank()) {
            throw new Refused("matter-reason");
        }
        List<Matter> all = List.of(matter);
        work.run(() -> {
            Seen there = lock();
            Held before = there.matters().get(matter.id());
            if ((before == null ? 0 : before.revision()) != revision) {
                throw new Refused(revision == 0 ? "matter-exists" : "matter-changed", matter.id());
            }
            if (!check.check(matter, matters(there), there.remits(), check.departments())
                    .isEmpty()) {
                throw new Refused("matter-wrong", matter.id());
            }
            write(there, all, Change.Origin.PAGE, reason, by);
        });
    }

    /** Adds and changes what a file says, of which nothing is wrong; in the transaction of the caller. */
    void putAll(Collection<Matter> all, String reason, String by) {
        write(lock(), all, Change.Origin.FILE, reason, by);
    }

    /** Adds a field of duties or changes how it is called. */
    public void put(Remit remit, String reason, String by) {
        if (!remit.id().matches(MatterCheck.ID)) {
            throw new Refused("remit-id", remit.id());
        }
        if (remit.title().zh().isBlank() || (remit.title().zh() + remit.title().en()).length() > 200) {
            throw new Refused("remit-title", 200);
        }
        work.run(() -> {
            Seen there = lock();
            if (!there.remits().contains(remit)) {
                add(REMIT, remit.id(), CatalogueText.text(remit), 0, Change.Origin.PAGE, reason, by);
                own();
            }
        });
    }

    private void begin(Shipped shipped) {
        try {
            work.run(() -> follow(shipped));
        } catch (DuplicateKeyException byAnotherNode) {
            work.run(() -> follow(shipped));
        }
    }

    /** What nobody but the program has written follows the program; what somebody changed stays. */
    private void follow(Shipped shipped) {
        if (missing(shipped, read(version())).isEmpty()) {
            return;
        }
        Seen there = lock();
        Shipped missing = missing(shipped, there);
        missing.remits()
                .forEach(
                        each -> add(REMIT, each.id(), CatalogueText.text(each), 0, Change.Origin.PROGRAM, "", PROGRAM));
        write(there, missing.matters(), Change.Origin.PROGRAM, "", PROGRAM);
    }

    private Shipped missing(Shipped shipped, Seen there) {
        Set<String> touched = new HashSet<>(
                jdbc.sql("select distinct entry from catalogue_change where kind = 'matter' and origin <> 'PROGRAM'")
                        .query(String.class)
                        .list());
        Set<String> remits = there.remits().stream().map(Remit::id).collect(Collectors.toSet());
        return new Shipped(
                shipped.remits().stream()
                        .filter(each -> !remits.contains(each.id()))
                        .toList(),
                shipped.matters().stream()
                        .filter(each -> !touched.contains(each.id()))
                        .filter(each -> differs(numbered(each, there), there))
                        .toList());
    }

    private void write(Seen there, Collection<Matter> all, Change.Origin origin, String reason, String by) {
        int written = 0;
        for (Matter each : all) {
            Matter numbered = numbered(each, there);
            if (differs(numbered, there)) {
                add(
                        MATTER,
                        each.id(),
                        CatalogueText.text(numbered),
                        numbered.checklist().version(),
                        origin,
                        reason,
                        by);
                written++;
            }
        }
        own();
        if (written > 0) {
            LOG.info("catalogue: {} of {} matters written by {}", written, all.size(), origin);
        }
    }

    private static boolean differs(Matter matter, Seen there) {
        Held before = there.matters().get(matter.id());
        return before == null || !before.matter().equals(matter);
    }

    /** With the checklist's version: one more than before where its items differ. */
    private static Matter numbered(Matter matter, Seen there) {
        Held held = there.matters().get(matter.id());
        Checklist before = held == null ? Checklist.NONE : held.matter().checklist();
        List<Checklist.Item> items = matter.checklist().items();
        return matter.with(
                new Checklist(items.equals(before.items()) ? before.version() : before.version() + 1, items));
    }

    private void add(
            String kind, String entry, String content, int checklist, Change.Origin origin, String reason, String by) {
        long version = version() + 1;
        Integer revision = jdbc.sql(
                        "select coalesce(max(revision), 0) from catalogue_change where kind = :kind and entry = :entry")
                .param("kind", kind)
                .param("entry", entry)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into catalogue_change
                    (version, kind, entry, revision, content, checklist_version, origin, reason, changed_by, changed_at)
                values (:version, :kind, :entry, :revision, :content, :checklist, :origin, :reason, :by, :now)
                """)
                .param("version", version)
                .param("kind", kind)
                .param("entry", entry)
                .param("revision", revision + 1)
                .param("content", content)
                .param("checklist", checklist)
                .param("origin", origin.name())
                .param(
                        "reason",
                        reason.strip()
                                .substring(0, Math.min(REASON, reason.strip().length())))
                .param("by", by)
                .param("now", Stored.utc(clock.now()))
                .update();
        jdbc.sql("update catalogue_version set version = :version where id = 1")
                .param("version", version)
                .update();
    }

    private long version() {
        return jdbc.sql("select version from catalogue_version where id = 1")
                .query(Long.class)
                .single();
    }

    /** Nobody else changes the catalogue until this transaction has ended. */
    private Seen lock() {
        long version = jdbc.sql("select version from catalogue_version where id = 1 for update")
                .query(Long.class)
                .single();
        return read(version);
    }

    /** Until its end this transaction sees what it wrote; nobody else does. */
    private void own() {
        Seen own = read(version());
        if (TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.unbindResource(this);
        } else {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(StoredCatalogue.this);
                    seen = seen.at(System.nanoTime() - 2 * LOOKED_AT_MOST_EVERY);
                }
            });
        }
        TransactionSynchronizationManager.bindResource(this, own);
    }
}
