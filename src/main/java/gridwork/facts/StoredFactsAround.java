package gridwork.facts;

import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class StoredFactsAround implements FactsAround {
    private static final double METRES_A_DEGREE = 111_195;
    /** The database sorts roughly; among so many the nearest is chosen exactly. */
    private static final int NEIGHBOURS = 20;

    private static final String SELECT =
            "select " + StoredFacts.COLUMNS + ", s.id as about_id, s.kind as subject_kind, s.code, s.name, s.area,"
                    + " s.address, s.latitude, s.longitude, s.opened_on, s.closed_on, s.merged_into, s.version ";

    /** About whom a fact is: what was told about a merged one is about the other. */
    private static final String ABOUT = " join subject told on told.id = f.subject_id"
            + " join subject s on s.id = coalesce(told.merged_into, told.id)";

    private final JdbcTemplate jdbc;
    private final StoredFacts facts;
    private final StreetClock clock;

    StoredFactsAround(JdbcTemplate jdbc, StoredFacts facts, StreetClock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * One part a stretch: an index serves one kind and one stretch of time, and H2 would not use it for lists of them. It is
     * named because H2 would take the foreign key's otherwise.
     */
    @Override
    public List<Located> find(Collection<Stretch> stretches) {
        if (stretches.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (Stretch each : stretches) {
            parts.add(part(each, "f.subject_id in (%s)", parameters));
            if (!each.subjects().isEmpty()) {
                parts.add(part(
                        each, "f.subject_id in (select m.id from subject m where m.merged_into in (%s))", parameters));
            }
        }
        var found = new TreeMap<Long, Located>();
        jdbc.query(
                String.join(" union all ", parts),
                row -> {
                    found.put(row.getLong("id"), located(row));
                },
                parameters.toArray());
        return List.copyOf(found.values());
    }

    private String part(Stretch stretch, String about, List<Object> parameters) {
        boolean ofSubjects = !stretch.subjects().isEmpty();
        var sql = new StringBuilder(SELECT + ", null as voided_by")
                .append(" from fact f use index (")
                .append(ofSubjects ? "ix_fact_subject" : "ix_fact_kind")
                .append(")")
                .append(ABOUT)
                .append(" left join fact later on later.voids = f.id where ");
        if (ofSubjects) {
            sql.append(about.formatted(InLists.marks(stretch.subjects().size())))
                    .append(" and f.occurred_on >= ? and f.occurred_on <= ? and ");
            stretch.subjects().stream().map(SubjectId::value).sorted().forEach(parameters::add);
            parameters.add(clock.dayOf(stretch.from()));
            parameters.add(clock.dayOf(stretch.to()));
        }
        sql.append("f.kind = ? and f.occurred_at >= ? and f.occurred_at <= ? and later.id is null");
        parameters.add(stretch.kind());
        parameters.add(Stored.utc(stretch.from()));
        parameters.add(Stored.utc(stretch.to()));
        Box box = stretch.box();
        if (box != null) {
            sql.append(" and (s.latitude is null or s.longitude is null or f.payload like '%\"latitude\"%'")
                    .append(" or s.latitude >= ? and s.latitude <= ? and s.longitude >= ? and s.longitude <= ?)");
            parameters.addAll(List.of(box.south(), box.north(), box.west(), box.east()));
        }
        return sql.toString();
    }

    @Override
    public List<Located> find(List<FactId> ids) {
        List<Long> values = ids.stream().map(FactId::value).distinct().sorted().toList();
        return InLists.ask(
                values,
                some -> jdbc.query(
                        SELECT + StoredFacts.VOIDED_BY
                                + " from fact f" + ABOUT + " where f.id in ("
                                + InLists.marks(some.size()) + ") order by f.id",
                        (row, n) -> located(row),
                        some.toArray()));
    }

    private Located located(ResultSet row) throws SQLException {
        String area = row.getString("area");
        return new Located(
                facts.fact(row, 0),
                new Subject(
                        new SubjectId(row.getLong("about_id")),
                        new SubjectRef(row.getString("subject_kind"), row.getString("code")),
                        row.getString("name"),
                        area == null ? null : new AreaId(area),
                        row.getString("address"),
                        row.getBigDecimal("latitude"),
                        row.getBigDecimal("longitude"),
                        row.getObject("opened_on", java.time.LocalDate.class),
                        row.getObject("closed_on", java.time.LocalDate.class),
                        StoredSubjects.mergedInto(row),
                        row.getInt("version")));
    }

    private record Neighbour(String area, BigDecimal latitude, BigDecimal longitude) {}

    @Override
    public Optional<String> gridNear(BigDecimal latitude, BigDecimal longitude, int metres) {
        double perDegree = METRES_A_DEGREE * Math.max(0.01, Math.cos(Math.toRadians(latitude.doubleValue())));
        BigDecimal north = degrees(metres / METRES_A_DEGREE);
        BigDecimal east = degrees(metres / perDegree);
        return jdbc
                .query(
                        """
                        select area, latitude, longitude from subject
                        where latitude >= ? and latitude <= ? and longitude >= ? and longitude <= ? and area is not null
                          and closed_on is null and merged_into is null
                        order by abs(latitude - ?) + abs(longitude - ?), id limit ?
                        """,
                        (row, n) -> new Neighbour(
                                Objects.requireNonNull(row.getString(1)), row.getBigDecimal(2), row.getBigDecimal(3)),
                        latitude.subtract(north),
                        latitude.add(north),
                        longitude.subtract(east),
                        longitude.add(east),
                        latitude,
                        longitude,
                        NEIGHBOURS)
                .stream()
                .min(Comparator.comparingDouble(each -> Math.hypot(
                        each.latitude().subtract(latitude).doubleValue() * METRES_A_DEGREE,
                        each.longitude().subtract(longitude).doubleValue() * perDegree)))
                .map(Neighbour::area);
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(8, RoundingMode.UP);
    }
}
