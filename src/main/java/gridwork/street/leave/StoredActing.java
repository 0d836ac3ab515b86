package gridwork.street.leave;

import gridwork.platform.OfTransaction;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.street.Acting;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.LeaveChanged;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Role;
import gridwork.street.Roles;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads who is away today, a handful, and follows from deputy to deputy. */
@Repository
class StoredActing implements Acting {
    private final JdbcClient jdbc;
    private final Officers officers;
    private final Areas areas;
    private final Roles roles;
    private final StreetClock clock;

    private final OfTransaction<Map<LocalDate, Map<OfficerId, Optional<OfficerId>>>> known =
            new OfTransaction<>(HashMap::new);

    StoredActing(JdbcClient jdbc, Officers officers, Areas areas, Roles roles, StreetClock clock) {
        this.jdbc = jdbc;
        this.officers = officers;
        this.areas = areas;
        this.roles = roles;
        this.clock = clock;
    }

    @Override
    public Set<String> groups(Officer officer) {
        Set<String> all = officer.duties().stream().map(Duty::group).collect(Collectors.toCollection(TreeSet::new));
        representedBy(officer.id(), awayToday()).forEach(each -> all.addAll(groupsOf(each)));
        all.addAll(onShift(officer.id()));
        return all;
    }

    @Override
    public Optional<OfficerId> inPlaceOf(OfficerId officer) {
        return end(officer, awayToday());
    }

    @Override
    public Set<OfficerId> away() {
        return awayToday().keySet();
    }

    @Override
    public Optional<OfficerId> forWhom(OfficerId officer, Set<String> groups) {
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        Map<OfficerId, Optional<OfficerId>> away = awayToday();
        if (away.isEmpty()) {
            return Optional.empty();
        }
        Set<String> own = officers.find(officer).stream()
                .flatMap(each -> each.duties().stream())
                .map(Duty::group)
                .collect(Collectors.toSet());
        if (groups.stream().anyMatch(own::contains)) {
            return Optional.empty();
        }
        return representedBy(officer, away)
                .filter(each -> groupsOf(each).stream().anyMatch(groups::contains))
                .findFirst();
    }

    @Override
    public Set<String> groupsOf(OfficerId officer) {
        Set<String> handedOn =
                roles.all().stream().filter(Role::standsIn).map(Role::id).collect(Collectors.toSet());
        return officers.find(officer).stream()
                .flatMap(each -> each.duties().stream())
                .filter(duty -> handedOn.contains(duty.role()))
                .map(Duty::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** In the order of their ids: those away today for whom this officer, itself there, stands in at the end. */
    private Stream<OfficerId> representedBy(OfficerId officer, Map<OfficerId, Optional<OfficerId>> away) {
        if (away.containsKey(officer)) {
            return Stream.empty();
        }
        return away.keySet().stream()
                .filter(each -> end(each, away).filter(officer::equals).isPresent())
                .sorted(java.util.Comparator.comparing(OfficerId::value));
    }

    /** From deputy to deputy; where the last one is away, has left office, or they stand in for each other, nobody. */
    private Optional<OfficerId> end(OfficerId officer, Map<OfficerId, Optional<OfficerId>> away) {
        Set<OfficerId> seen = new HashSet<>();
        OfficerId at = officer;
        while (away.containsKey(at)) {
            if (!seen.add(at)) {
                return Optional.empty();
            }
            Optional<OfficerId> next = away.get(at);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return at.equals(officer)
                ? Optional.of(at)
                : officers.find(at).filter(Officer::active).map(Officer::id);
    }

    /** A transaction asks once: of a hundred tasks that it makes each is asked for. */
    private Map<OfficerId, Optional<OfficerId>> awayToday() {
        return known.isKept() ? known.get().computeIfAbsent(clock.today(), this::away) : away(clock.today());
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void changed(LeaveChanged itself) {
        known.there().ifPresent(Map::clear);
    }

    private Map<OfficerId, Optional<OfficerId>> away(LocalDate today) {
        Map<OfficerId, Optional<OfficerId>> away = new HashMap<>();
        jdbc.sql("""
                        select officer, deputy from officer_leave
                        where until_on >= :today and from_on <= :today and withdrawn_at is null
                        """).param("today", today).query((RowCallbackHandler) row -> away.put(
                new OfficerId(row.getString("officer")), Optional.ofNullable(officer(row.getString("deputy")))));
        return away;
    }

    private static @Nullable OfficerId officer(@Nullable String id) {
        return id == null ? null : new OfficerId(id);
    }

    private Set<String> onShift(OfficerId officer) {
        return jdbc
                .sql("""
                        select role, area from duty_shift
                        where until_at > :now and from_at <= :now and officer = :officer and withdrawn_at is null
                        """)
                .param("now", Stored.utc(clock.now()))
                .param("officer", officer.value())
                .query((row, number) -> new Duty(row.getString("role"), row.getString("area")))
                .list()
                .stream()
                .flatMap(this::below)
                .collect(Collectors.toSet());
    }

    /** A role in an area and all below it, where it can be held. */
    private Stream<String> below(Duty duty) {
        Set<Area.Kind> kinds = roles.find(duty.role()).map(Role::heldIn).orElse(Set.of());
        Set<AreaId> within = areas.within(new AreaId(duty.area()));
        return areas.all().stream()
                .filter(area -> within.contains(area.id()) && kinds.contains(area.kind()))
                .map(area -> new Duty(duty.role(), area.id().value()).group());
    }
}
