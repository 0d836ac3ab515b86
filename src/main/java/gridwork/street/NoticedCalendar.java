package gridwork.street;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The calendar as {@code street/working-calendar.yaml} has it, with what was saved over it. A node looks at most once a
 * second whether another one has saved.
 */
@Component
@DependsOnDatabaseInitialization
class NoticedCalendar implements WorkingCalendar, CalendarYears {
    private static final Logger LOG = LoggerFactory.getLogger(NoticedCalendar.class);
    private static final long LOOKED_AT_MOST_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final int REASON = 500;
    private static final String YEAR = "year";

    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final Work work;
    private final Shipped shipped = shipped();
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private volatile @Nullable Seen seen;

    NoticedCalendar(JdbcClient jdbc, StreetClock clock, Work work) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.work = work;
    }

    /** @param lookedAt by {@link System#nanoTime} */
    private record Seen(
            List<CalendarChange> changes,
            Map<Integer, CalendarYear> years,
            Map<LocalDate, OfficeHours> hours,
            OfficeCalendar calendar,
            long lookedAt) {}

    private static Shipped shipped() {
        return Yaml.read("/street/working-calendar.yaml", new TypeReference<Shipped>() {});
    }

    /** What came with the program. */
    static OfficeCalendar asShipped(ZoneId zone) {
        Shipped shipped = shipped();
        return new OfficeCalendar(0, shipped.years(), shipped.officeHours(), zone);
    }

    private Seen now() {
        Seen held = seen;
        long now = System.nanoTime();
        if (held == null || now - held.lookedAt() >= LOOKED_AT_MOST_EVERY) {
            held = read(now);
            seen = held;
        }
        return held;
    }

    private Seen read(long lookedAt) {
        long state = jdbc.sql("select coalesce(max(state), 0) from calendar_change")
                .query(Long.class)
                .single();
        Seen held = seen;
        if (held != null && held.calendar().state() == state) {
            return new Seen(held.changes(), held.years(), held.hours(), held.calendar(), lookedAt);
        }
        List<CalendarChange> changes = jdbc.sql(
                        "select state, kind, content, reason, changed_by, changed_at from calendar_change where state <= :state order by state")
                .param("state", state)
                .query(this::change)
                .list();
        Map<Integer, CalendarYear> years = new TreeMap<>();
        Map<LocalDate, OfficeHours> hours = new TreeMap<>();
        shipped.years().forEach(each -> years.put(each.year(), each));
        shipped.officeHours().forEach(each -> hours.put(each.from(), each));
        changes.forEach(each -> put(each.entry(), years, hours));
        return new Seen(
                changes,
                years,
                hours,
                new OfficeCalendar(state, years.values(), hours.values(), clock.zone()),
                lookedAt);
    }

    private static void put(CalendarEntry entry, Map<Integer, CalendarYear> years, Map<LocalDate, OfficeHours> hours) {
        if (entry instanceof CalendarYear year) {
            years.put(year.year(), year);
        } else if (entry instanceof OfficeHours open) {
            hours.put(open.from(), open);
        }
    }

    private CalendarChange change(ResultSet row, int number) throws SQLException {
        try {
            String content = row.getString("content");
            return new CalendarChange(
                    row.getLong("state"),
                    row.getString("kind").equals(YEAR)
                            ? json.readValue(content, CalendarYear.class)
                            : json.readValue(content, OfficeHours.class),
                    row.getString("reason"),
                    row.getString("changed_by"),
                    Stored.instant(row.getObject("changed_at", LocalDateTime.class)));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a change of the calendar cannot be read", broken);
        }
    }

    @Override
    public List<CalendarYear> years() {
        return now().years().values().stream()
                .sorted(Comparator.comparing(CalendarYear::year).reversed())
                .toList();
    }

    @Override
    public List<OfficeHours> hours() {
        return List.copyOf(now().hours().values());
    }

    @Override
    public List<CalendarChange> changes() {
        List<CalendarChange> all = new ArrayList<>(now().changes());
        java.util.Collections.reverse(all);
        return all;
    }

    @Override
    public WorkingCalendar with(CalendarEntry draft) {
        Seen there = now();
        Map<Integer, CalendarYear> years = new HashMap<>(there.years());
        Map<LocalDate, OfficeHours> hours = new HashMap<>(there.hours());
        if (draft instanceof CalendarYear year) {
            years.remove(year.year());
            shipped.check().check(year, years.values());
        }
        put(draft, years, hours);
        var with = new OfficeCalendar(there.calendar().state(), years.values(), hours.values(), clock.zone());
        if (draft instanceof CalendarYear year) {
            shipped.check().plausible(year.year(), with);
        }
        return with;
    }

    @Override
    public void save(CalendarEntry entry, long seenState, String reason, OfficerId by) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        if (reason.strip().length() > REASON) {
            throw new Refused("calendar-reason-long", REASON);
        }
        if (with(entry).state() != seenState) {
            throw new Refused("calendar-changed");
        }
        try {
            work.run(() -> insert(entry, seenState + 1, reason.strip(), by));
        } catch (DuplicateKeyException meanwhile) {
            throw new Refused("calendar-changed");
        }
        seen = read(System.nanoTime());
        LOG.info("working calendar {}: {} saved by {}", seenState + 1, entry.key(), by.value());
    }

    private void insert(CalendarEntry entry, long state, String reason, OfficerId by) {
        jdbc.sql("""
                        insert into calendar_change(state, kind, entry, content, reason, changed_by, changed_at)
                        values (:state, :kind, :entry, :content, :reason, :by, :at)
                        """)
                .param("state", state)
                .param("kind", entry instanceof CalendarYear ? YEAR : "hours")
                .param("entry", entry.key())
                .param("content", write(entry))
                .param("reason", reason)
                .param("by", by.value())
                .param("at", Stored.utc(clock.now()))
                .update();
    }

    private String write(CalendarEntry entry) {
        try {
            return json.writeValueAsString(entry);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return now().calendar().isWorkingDay(day);
    }

    @Override
    public boolean covers(LocalDate day) {
        return now().calendar().covers(day);
    }

    @Override
    public List<LocalDate> workingDays(LocalDate first, LocalDate last) {
        return now().calendar().workingDays(first, last);
    }

    @Override
    public LocalDate plusWorkingDays(LocalDate day, int days) {
        return now().calendar().plusWorkingDays(day, days);
    }

    @Override
    public Deadline plus(Instant from, Length length) {
        return now().calendar().plus(from, length);
    }

    @Override
    public Deadline plus(Instant from, Duration time, Length.Counting counting) {
        return now().calendar().plus(from, time, counting);
    }

    @Override
    public Duration between(Instant from, Instant to, Length.Counting counting) {
        return now().calendar().between(from, to, counting);
    }

    @Override
    public int daysBetween(Instant from, Instant to, Length.Counting counting) {
        return now().calendar().daysBetween(from, to, counting);
    }

    @Override
    public int daysUntil(Instant from, Instant to, Length.Counting counting) {
        return now().calendar().daysUntil(from, to, counting);
    }

    @Override
    public long state() {
        return now().calendar().state();
    }

    private record Shipped(CalendarCheck check, List<ShippedHours> hours, List<CalendarYear> years) {
        List<OfficeHours> officeHours() {
            return hours.stream().map(ShippedHours::hours).toList();
        }
    }

    private record ShippedHours(LocalDate from, List<String> open) {
        OfficeHours hours() {
            return new OfficeHours(from, open.stream().map(OfficeHours.Span::of).toList());
        }
    }
}
