package gridwork.street;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredOfficers implements Officers {
    private final JdbcClient jdbc;
    private final Areas areas;
    private final Roles roles;

    StoredOfficers(JdbcClient jdbc, Areas areas, Roles roles) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.roles = roles;
    }

    private record Row(String id, String name, boolean active) {}

    private record Held(String officer, String role, String area) {}

    @Override
    public Optional<Officer> find(OfficerId id) {
        return jdbc.sql("select id, name, active from officer where id = :id")
                .param("id", id.value())
                .query(Row.class)
                .optional()
                .map(row -> officer(
                        row,
                        jdbc.sql("select officer, role, area from duty where officer = :id")
                                .param("id", id.value())
                                .query(Held.class)
                                .list()));
    }

    @Override
    public List<Officer> all() {
        Map<String, List<Held>> held = new HashMap<>();
        jdbc.sql("select officer, role, area from duty")
                .query(Held.class)
                .list()
                .forEach(each -> held.computeIfAbsent(each.officer(), officer -> new java.util.ArrayList<>())
                        .add(each));
        return jdbc.sql("select id, name, active from officer order by id").query(Row.class).list().stream()
                .map(row -> officer(row, held.getOrDefault(row.id(), List.of())))
                .toList();
    }

    @Override
    public List<Officer> with(Duty duty) {
        List<Held> held = jdbc.sql("""
                        select d.officer, d.role, d.area
                        from duty d
                        join duty asked on asked.officer = d.officer and asked.role = :role and asked.area = :area
                        """)
                .param("role", duty.role())
                .param("area", duty.area())
                .query(Held.class)
                .list();
        return jdbc.sql("""
                        select o.id, o.name, o.active
                        from officer o
                        join duty asked on asked.officer = o.id and asked.role = :role and asked.area = :area
                        where o.active = true
                        order by o.id
                        """).param("role", duty.role()).param("area", duty.area()).query(Row.class).list().stream()
                .map(row -> officer(
                        row,
                        held.stream()
                                .filter(each -> each.officer().equals(row.id()))
                                .toList()))
                .toList();
    }

    @Override
    public Set<String> groups() {
        Set<String> groups = new TreeSet<>(jdbc.sql("select distinct role, area from duty")
                .query((row, at) -> new Duty(row.getString("role"), row.getString("area")).group())
                .list());
        for (Area area : areas.all()) {
            roles.all().stream()
                    .filter(role -> role.heldIn().contains(area.kind()))
                    .forEach(role -> groups.add(new Duty(role.id(), area.id().value()).group()));
        }
        return groups;
    }

    @Override
    public Set<String> conflicts(OfficerId id) {
        return new HashSet<>(
                jdbc.sql("select subject from officer_conflict where officer = :id and withdrawn_at is null")
                        .param("id", id.value())
                        .query(String.class)
                        .list());
    }

    private static Officer officer(Row row, List<Held> held) {
        Set<Duty> duties = new LinkedHashSet<>();
        held.stream()
                .map(each -> new Duty(each.role(), each.area()))
                .sorted(java.util.Comparator.comparing(Duty::group))
                .forEach(duties::add);
        return new Officer(new OfficerId(row.id()), row.name(), row.active(), duties);
    }
}
