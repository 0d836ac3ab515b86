package gridwork.cases.plan;

import gridwork.cases.CaseId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who left a check under way and who was drawn instead; only ever added to. */
@Repository
class Replacements {
    private final JdbcClient jdbc;
    private final StreetClock clock;

    Replacements(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param left null = the place was vacant
     * @param candidates among whom the next was drawn
     * @param by null = nobody was left to draw
     */
    record Replacement(
            long check,
            CaseId in,
            int place,
            @Nullable String left,
            String why,
            List<String> candidates,
            @Nullable String by,
            Instant at) {}

    void add(
            PlannedChecks.Row check,
            CaseId carried,
            int place,
            @Nullable String left,
            String why,
            List<String> candidates,
            @Nullable String by) {
        jdbc.sql("""
                insert into inspector_replacement
                    (id, planned_check_id, case_id, place, left_officer, why, candidates, replaced_by, happened_at)
                values (:id, :check, :case, :place, :left, :why, :candidates, :by, :now)
                """)
                .param("id", Ids.next())
                .param("check", check.id())
                .param("case", carried.value())
                .param("place", place)
                .param("left", left)
                .param("why", why)
                .param("candidates", PlannedChecks.json(candidates))
                .param("by", by)
                .param("now", Stored.utc(clock.now()))
                .update();
    }

    /** By check, each in its order. */
    Map<Long, List<Replacement>> of(Collection<Long> checks) {
        return checks.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("""
                                select planned_check_id, case_id, place, left_officer, why, candidates, replaced_by, happened_at
                                from inspector_replacement where planned_check_id in (:checks)
                                order by happened_at, id
                                """)
                        .param("checks", checks)
                        .query((row, at) -> new Replacement(
                                row.getLong("planned_check_id"),
                                new CaseId(row.getLong("case_id")),
                                row.getInt("place"),
                                row.getString("left_officer"),
                                row.getString("why"),
                                PlannedChecks.list(row.getString("candidates")),
                                row.getString("replaced_by"),
                                Stored.instant(row.getObject("happened_at", LocalDateTime.class))))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(Replacement::check));
    }
}
