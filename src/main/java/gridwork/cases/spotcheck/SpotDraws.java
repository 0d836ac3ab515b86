package gridwork.cases.spotcheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The draws over the closed cases, and who was drawn to check them again. */
@Repository
class SpotDraws {
    /** Shares are counted in so many parts, so that the rules may say 2.5 per cent. */
    static final int PARTS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = """
            select d.case_id, d.matter, d.period_id, d.share, d.drawn_number, d.drawn, d.role, d.release_no, d.drawn_on,
                   d.spot_case_id, d.opened_on, d.result
            from spot_draw d
            """;
    private final JdbcClient jdbc;
    private final StreetClock clock;

    SpotDraws(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Result {
        HOLDS,
        DOES_NOT_HOLD,
        /** Nobody could be found to check it. */
        GIVEN_UP;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param share of {@link #PARTS}
     * @param spot null = not drawn, or it waits to be opened
     */
    record Draw(
            CaseId of,
            String matter,
            String period,
            int share,
            int number,
            boolean drawn,
            String role,
            int release,
            LocalDate drawnOn,
            @Nullable CaseId spot,
            @Nullable LocalDate openedOn,
            @Nullable Result result) {
        /** What its draws are made for. */
        String name() {
            return name(of);
        }

        static String name(CaseId of) {
            return "spot-check/" + of.value();
        }
    }

    /** @param officer null = nobody was there to draw */
    record Checker(
            CaseId of,
            List<String> candidates,
            @Nullable String officer,
            @Nullable String left) {}

    /** A case that was closed and not looked at yet. */
    record Closed(CaseId id, String matter, SubjectId subject, Instant closedAt) {}

    /**
     * By their ids. A department's part of an inspection is checked with the whole, and what went into another case with that; a
     * spot check is not checked again.
     *
     * @param after only with larger ids
     */
    List<Closed> closed(Instant before, CaseId after, int size) {
        return jdbc.sql("""
                        select c.id, c.matter, c.subject_id, c.closed_at
                        from street_case c
                        left join street_case p on p.id = c.parent_id
                        where c.state = 'closed' and c.closed_at < :before and c.secret = 0 and c.id > :after
                          and (p.id is null or p.matter <> c.matter)
                          and not exists (select 1 from case_tie m where m.from_case = c.id and m.kind = 'merged')
                          and not exists (select 1 from spot_draw d where d.case_id = c.id)
                          and not exists (select 1 from spot_draw s where s.spot_case_id = c.id)
                        order by c.id
                        limit :size
                        """)
                .param("before", Stored.utc(before))
                .param("after", after.value())
                .param("size", size)
                .query((row, at) -> new Closed(
                        new CaseId(row.getLong("id")),
                        row.getString("matter"),
                        new SubjectId(row.getLong("subject_id")),
                        Stored.instant(row.getObject("closed_at", LocalDateTime.class))))
                .list();
    }

    void add(Draw draw) {
        jdbc.sql("""
                insert into spot_draw (case_id, matter, period_id, share, drawn_number, drawn, role, release_no, drawn_on)
                values (:id, :matter, :period, :share, :number, :drawn, :role, :release, :on)
                """)
                .param("id", draw.of().value())
                .param("matter", draw.matter())
                .param("period", draw.period())
                .param("share", draw.share())
                .param("number", draw.number())
                .param("drawn", draw.drawn())
                .param("role", draw.role())
                .param("release", draw.release())
                .param("on", draw.drawnOn())
                .update();
    }

    /** A drawn case that is not opened yet. */
    record Waiting(CaseId of, SubjectId subject, String matter) {}

    /**
     * The oldest first.
     *
     * @param after only with larger ids
     */
    List<Waiting> waiting(CaseId after, int size) {
        return jdbc.sql("""
                        select d.case_id, c.subject_id, d.matter from spot_draw d join street_case c on c.id = d.case_id
                        where d.drawn = true and d.result is null and d.spot_case_id is null and d.case_id > :after
                        order by d.case_id limit :size
                        """)
                .param("after", after.value())
                .param("size", size)
                .query((row, at) -> new Waiting(
                        new CaseId(row.getLong("case_id")),
                        new SubjectId(row.getLong("subject_id")),
                        row.getString("matter")))
                .list();
    }

    /** By matter of the spot check. */
    Map<String, Integer> openedOn(LocalDate day) {
        return jdbc
                .sql("""
                        select c.matter, count(*) as opened from spot_draw d join street_case c on c.id = d.spot_case_id
                        where d.opened_on = :day group by c.matter
                        """)
                .param("day", day)
                .query((row, at) -> Map.entry(row.getString("matter"), row.getInt("opened")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void opened(CaseId of, CaseId spot, LocalDate on) {
        jdbc.sql("update spot_draw set spot_case_id = :spot, opened_on = :on where case_id = :id")
                .param("spot", spot.value())
                .param("on", on)
                .param("id", of.value())
                .update();
    }

    void result(CaseId of, Result result) {
        jdbc.sql("update spot_draw set result = :result where case_id = :id")
                .param("result", result.code())
                .param("id", of.value())
                .update();
    }

    Optional<Draw> of(CaseId id) {
        return jdbc.sql(ALL + "where d.case_id = :id")
                .param("id", id.value())
                .query(SpotDraws::draw)
                .optional();
    }

    /** Those that somebody still has to make. */
    List<Draw> underWay() {
        return jdbc.sql(ALL + """
                        join street_case c on c.id = d.spot_case_id
                        where d.drawn = true and d.result is null and c.state = 'open' order by d.case_id
                        """).query(SpotDraws::draw).list();
    }

    /** Whom some cases are about. */
    Map<CaseId, SubjectId> subjects(Collection<CaseId> cases) {
        Map<CaseId, SubjectId> about = new HashMap<>();
        if (!cases.isEmpty()) {
            jdbc.sql("select id, subject_id from street_case where id in (:ids)")
                    .param("ids", cases.stream().map(CaseId::value).toList())
                    .query((RowCallbackHandler)
                            row -> about.put(new CaseId(row.getLong("id")), new SubjectId(row.getLong("subject_id"))));
        }
        return about;
    }

    /** Of the months that are over, by their cases. */
    List<Draw> ended(LocalDate today, CaseId after, int size) {
        return jdbc.sql(ALL + """
                        join check_secret s on s.period_id = d.period_id
                        where s.last_day < :today and d.case_id > :after order by d.case_id limit :size
                        """)
                .param("today", today)
                .param("after", after.value())
                .param("size", size)
                .query(SpotDraws::draw)
                .list();
    }

    void add(Checker checker) {
        jdbc.sql("""
                insert into spot_checker (id, case_id, candidates, officer, left_officer, happened_at)
                values (:id, :case, :candidates, :officer, :left, :now)
                """)
                .param("id", Ids.next())
                .param("case", checker.of().value())
                .param("candidates", json(checker.candidates()))
                .param("officer", checker.officer())
                .param("left", checker.left())
                .param("now", Stored.utc(clock.now()))
                .update();
    }

    /** By the cases that are checked again, each in its order. */
    Map<CaseId, List<Checker>> checkers(Collection<CaseId> of) {
        return of.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("""
                                select case_id, candidates, officer, left_officer from spot_checker
                                where case_id in (:cases) order by happened_at, id
                                """)
                        .param("cases", of.stream().map(CaseId::value).toList())
                        .query((row, at) -> new Checker(
                                new CaseId(row.getLong("case_id")),
                                list(row.getString("candidates")),
                                row.getString("officer"),
                                row.getString("left_officer")))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(Checker::of));
    }

    private static Draw draw(ResultSet row, int at) throws SQLException {
        long spot = row.getLong("spot_case_id");
        CaseId opened = row.wasNull() ? null : new CaseId(spot);
        String result = row.getString("result");
        return new Draw(
                new CaseId(row.getLong("case_id")),
                row.getString("matter"),
                row.getString("period_id"),
                row.getInt("share"),
                row.getInt("drawn_number"),
                row.getBoolean("drawn"),
                row.getString("role"),
                row.getInt("release_no"),
                row.getObject("drawn_on", LocalDate.class),
                opened,
                row.getObject("opened_on", LocalDate.class),
                result == null
                        ? null
                        : Result.valueOf(result.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static String json(List<String> list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> list(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException("a row of the spot checks is spoilt", spoilt);
        }
    }
}
