package gridwork.street.leave;

import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.LeaveChanged;
import gridwork.street.Leaves;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Role;
import gridwork.street.Roles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredLeaves implements Leaves {
    private static final Logger log = LoggerFactory.getLogger(StoredLeaves.class);
    /** A shift longer than a week is a duty. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Work work;
    private final Officers officers;
    private final Areas areas;
    private final Roles roles;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;

    StoredLeaves(
            JdbcClient jdbc,
            Work work,
            Officers officers,
            Areas areas,
            Roles roles,
            StreetClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.work = work;
        this.officers = officers;
        this.areas = areas;
        this.roles = roles;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void enter(OfficerId officer, LocalDate from, LocalDate until, @Nullable OfficerId deputy, Officer by) {
        mayArrange(officer, by);
        if (until.isBefore(from) || until.isBefore(clock.today())) {
            throw new Refused("leave-days");
        }
        work.run(() -> {
            lock(officer);
            if (isAway(officer, from, until)) {
                throw new Refused("leave-twice");
            }
            if (deputy != null) {
                if (deputy.equals(officer)
                        || officers.find(deputy).filter(Officer::active).isEmpty()) {
                    throw new Refused("leave-deputy", deputy.value());
                }
                if (isAway(deputy, from, until)) {
                    throw new Refused("leave-deputy-away", name(deputy));
                }
            }
            jdbc.sql("""
                            insert into officer_leave (id, officer, from_on, until_on, deputy, entered_at, entered_by)
                            values (:id, :officer, :from, :until, :deputy, :now, :by)
                            """)
                    .param("id", Ids.next())
                    .param("officer", officer.value())
                    .param("from", from)
                    .param("until", until)
                    .param("deputy", deputy == null ? null : deputy.value())
                    .param("now", Stored.utc(clock.now()))
                    .param("by", by.id().value())
                    .update();
            events.publishEvent(new LeaveChanged(officer));
        });
        log.info("leave of {} from {} until {} entered by {}", officer, from, until, by.id());
    }

    /** Of two who enter leave of the same officer at once the second sees the first's. */
    private void lock(OfficerId officer) {
        boolean there = jdbc.sql("select id from officer where id = :id for update")
                .param("id", officer.value())
                .query(String.class)
                .optional()
                .isPresent();
        if (!there) {
            throw new Refused("account-not-found", officer.value());
        }
    }

    private boolean isAway(OfficerId officer, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select count(*) from officer_leave
                        where officer = :officer and from_on <= :until and until_on >= :from and withdrawn_at is null
                        """)
                        .param("officer", officer.value())
                        .param("from", from)
                        .param("until", until)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private String name(OfficerId officer) {
        return officers.find(officer).map(Officer::name).orElse(officer.value());
    }

    @Override
    public void withdraw(long leave, Officer by) {
        Leave there = jdbc.sql("select * from officer_leave where id = :id")
                .param("id", leave)
                .query(StoredLeaves::leave)
                .optional()
                .orElseThrow(() -> new Refused("leave-gone"));
        mayArrange(there.officer(), by);
        work.run(() -> {
            end("officer_leave", leave, by);
            events.publishEvent(new LeaveChanged(there.officer()));
        });
        log.info("leave {} of {} withdrawn by {}", leave, there.officer(), by.id());
    }

    private void end(String table, long id, Officer by) {
        int ended = jdbc.sql("update " + table
                        + " set withdrawn_at = :now, withdrawn_by = :by where id = :id and withdrawn_at is null")
                .param("now", Stored.utc(clock.now()))
                .param("by", by.id().value())
                .param("id", id)
                .update();
        if (ended == 0) {
            throw new Refused("leave-gone");
        }
    }

    @Override
    public void roster(OfficerId officer, Duty duty, Instant from, Instant until, Officer by) {
        if (arrangedBy(by).stream().noneMatch(each -> each.id().equals(officer))) {
            throw new Refused("leave-of-another");
        }
        Set<Area.Kind> kinds =
                roles.find(duty.role()).filter(Role::standsIn).map(Role::heldIn).orElse(Set.of());
        if (!duty.area().matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}")) {
            throw new Refused("area-code", duty.area());
        }
        Set<AreaId> below = areas.within(new AreaId(duty.area()));
        if (areas.all().stream().noneMatch(area -> below.contains(area.id()) && kinds.contains(area.kind()))) {
            throw new Refused("duty-impossible", duty.role(), duty.area());
        }
        if (!arrangedAreas(by).containsAll(below)) {
            throw new Refused("leave-of-another");
        }
        if (!until.isAfter(from)
                || !until.isAfter(clock.now())
                || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new Refused("shift-hours");
        }
        work.run(() -> jdbc.sql("""
                        insert into duty_shift (id, officer, role, area, from_at, until_at, entered_at, entered_by)
                        values (:id, :officer, :role, :area, :from, :until, :now, :by)
                        """)
                .param("id", Ids.next())
                .param("officer", officer.value())
                .param("role", duty.role())
                .param("area", duty.area())
                .param("from", Stored.utc(from))
                .param("until", Stored.utc(until))
                .param("now", Stored.utc(clock.now()))
                .param("by", by.id().value())
                .update());
        log.info("shift of {} as {} entered by {}", officer, duty.group(), by.id());
    }

    @Override
    public void strike(long shift, Officer by) {
        Shift there = jdbc.sql("select * from duty_shift where id = :id")
                .param("id", shift)
                .query(StoredLeaves::shift)
                .optional()
                .orElseThrow(() -> new Refused("leave-gone"));
        if (!mayStrike(there, by)) {
            throw new Refused("leave-of-another");
        }
        work.run(() -> end("duty_shift", shift, by));
    }

    @Override
    public boolean mayStrike(Shift shift, Officer by) {
        return arrangedAreas(by).contains(new AreaId(shift.duty().area()));
    }

    private void mayArrange(OfficerId officer, Officer by) {
        if (arrangedBy(by).stream().noneMatch(each -> each.id().equals(officer))) {
            throw new Refused("leave-of-another");
        }
    }

    /** Itself, and those whose every duty lies where one of its duties arranges the work. */
    @Override
    public List<Officer> arrangedBy(Officer officer) {
        Set<AreaId> where = arrangedAreas(officer);
        return officers.all().stream()
                .filter(Officer::active)
                .filter(each -> each.id().equals(officer.id())
                        || (!each.duties().isEmpty()
                                && each.duties().stream().allMatch(duty -> where.contains(new AreaId(duty.area())))))
                .sorted(java.util.Comparator.comparing(Officer::name))
                .toList();
    }

    private Set<AreaId> arrangedAreas(Officer officer) {
        Set<String> arranging =
                roles.all().stream().filter(Role::arranges).map(Role::id).collect(Collectors.toSet());
        return officer.duties().stream()
                .filter(duty -> arranging.contains(duty.role()))
                .flatMap(duty -> areas.within(new AreaId(duty.area())).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public List<Leave> leaves(Officer reader, int size) {
        return jdbc.sql("""
                        select * from officer_leave where officer in (:officers) or deputy = :reader
                        order by from_on desc, id desc limit :size
                        """)
                .param("officers", ids(reader))
                .param("reader", reader.id().value())
                .param("size", size)
                .query(StoredLeaves::leave)
                .list();
    }

    @Override
    public List<Shift> shifts(Officer reader, int size) {
        return jdbc.sql("""
                        select * from duty_shift where officer in (:officers)
                        order by from_at desc, id desc limit :size
                        """)
                .param("officers", ids(reader))
                .param("size", size)
                .query(StoredLeaves::shift)
                .list();
    }

    private List<String> ids(Officer reader) {
        return arrangedBy(reader).stream().map(each -> each.id().value()).toList();
    }

    private static Leave leave(ResultSet row, int number) throws SQLException {
        String deputy = row.getString("deputy");
        return new Leave(
                row.getLong("id"),
                new OfficerId(row.getString("officer")),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                deputy == null ? null : new OfficerId(deputy),
                Stored.instant(row.getObject("entered_at", LocalDateTime.class)),
                row.getString("entered_by"),
                moment(row.getObject("withdrawn_at", LocalDateTime.class)),
                row.getString("withdrawn_by"));
    }

    private static Shift shift(ResultSet row, int number) throws SQLException {
        return new Shift(
                row.getLong("id"),
                new OfficerId(row.getString("officer")),
                new Duty(row.getString("role"), row.getString("area")),
                Stored.instant(row.getObject("from_at", LocalDateTime.class)),
                Stored.instant(row.getObject("until_at", LocalDateTime.class)),
                Stored.instant(row.getObject("entered_at", LocalDateTime.class)),
                row.getString("entered_by"),
                moment(row.getObject("withdrawn_at", LocalDateTime.class)),
                row.getString("withdrawn_by"));
    }

    private static @Nullable Instant moment(@Nullable LocalDateTime stored) {
        return stored == null ? null : Stored.instant(stored);
    }
}
