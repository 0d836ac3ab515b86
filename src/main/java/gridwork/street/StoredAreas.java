package gridwork.street;

import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredAreas implements Areas {
    private static final String STREET = "";
    private static final Comparator<Area> ORDER =
            Comparator.comparing(Area::kind).thenComparing(area -> area.id().value());
    private final JdbcClient jdbc;
    private final Work work;
    private volatile @Nullable AreaId street;

    StoredAreas(JdbcClient jdbc, Work work) {
        this.jdbc = jdbc;
        this.work = work;
    }

    @Override
    public Optional<Area> find(AreaId id) {
        return jdbc.sql("select code, kind, name, parent from area where code = :code")
                .param("code", id.value())
                .query(StoredAreas::area)
                .optional();
    }

    @Override
    public List<Area> all() {
        Map<String, List<Area>> below =
                jdbc.sql("select code, kind, name, parent from area").query(StoredAreas::area).list().stream()
                        .collect(Collectors.groupingBy(area -> {
                            AreaId parent = area.parent();
                            return parent == null ? STREET : parent.value();
                        }));
        List<Area> inOrder = new ArrayList<>();
        walk(STREET, below, inOrder);
        return inOrder;
    }

    private static void walk(String parent, Map<String, List<Area>> below, List<Area> inOrder) {
        below.getOrDefault(parent, List.of()).stream().sorted(ORDER).forEach(area -> {
            inOrder.add(area);
            walk(area.id().value(), below, inOrder);
        });
    }

    /** Asked at every opening of a case: once found it is kept, since no street ever gives way to another. */
    @Override
    public Optional<AreaId> street() {
        if (street == null) {
            street = jdbc.sql("select code from area where kind = 'STREET'")
                    .query((row, at) -> new AreaId(row.getString("code")))
                    .optional()
                    .orElse(null);
        }
        return Optional.ofNullable(street);
    }

    @Override
    public Set<AreaId> within(AreaId id) {
        return new LinkedHashSet<>(jdbc.sql("""
                        select code from area
                        where code = :code or parent = :code
                           or parent in (select code from area where parent = :code)
                        """)
                .param("code", id.value())
                .query((row, at) -> new AreaId(row.getString("code")))
                .list());
    }

    @Override
    public void put(Area area) {
        if (area.name().isBlank() || area.name().length() > 100) {
            throw new Refused("area-name", area.id().value());
        }
        try {
            work.run(() -> find(area.id()).ifPresentOrElse(there -> rename(there, area), () -> add(area)));
        } catch (DuplicateKeyException addedMeanwhile) {
            throw new Refused("area-exists", area.id().value());
        }
    }

    private void rename(Area there, Area area) {
        if (there.kind() != area.kind() || !Objects.equals(there.parent(), area.parent())) {
            throw new Refused("area-stays", area.id().value());
        }
        jdbc.sql("update area set name = :name where code = :code")
                .param("name", area.name())
                .param("code", area.id().value())
                .update();
    }

    private void add(Area area) {
        AreaId parent = area.parent();
        if (!belongs(area.kind(), parent)) {
            throw new Refused("area-parent", area.id().value());
        }
        jdbc.sql("insert into area (code, kind, name, parent) values (:code, :kind, :name, :parent)")
                .param("code", area.id().value())
                .param("kind", area.kind().name())
                .param("name", area.name())
                .param("parent", parent == null ? null : parent.value())
                .update();
    }

    /** A grid lies in a community, a community and a department belong to the street, and there is one street. */
    private boolean belongs(Area.Kind kind, @Nullable AreaId parent) {
        if (kind == Area.Kind.STREET) {
            return parent == null
                    && jdbc.sql("select count(*) from area where kind = 'STREET'")
                                    .query(Long.class)
                                    .single()
                            == 0;
        }
        Area.Kind above = kind == Area.Kind.GRID ? Area.Kind.COMMUNITY : Area.Kind.STREET;
        return parent != null && find(parent).filter(it -> it.kind() == above).isPresent();
    }

    private static Area area(ResultSet row, int at) throws SQLException {
        String parent = row.getString("parent");
        return new Area(
                new AreaId(row.getString("code")),
                Area.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                parent == null ? null : new AreaId(parent));
    }
}
