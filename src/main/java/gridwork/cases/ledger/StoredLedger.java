package gridwork.cases.ledger;

import gridwork.cases.CaseId;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectSelection;
import gridwork.platform.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the ledger. Whoever adds or counts them holds the subjects' locks. */
@Repository
class StoredLedger {
    private static final String COLUMNS = """
            id, subject_id, told_of, department, on_day, state, visit, check_kind, counting, quota, row_id, release_no,
            matter, case_id, fact_id, over_by, over_reason, over_at
            """;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    StoredLedger(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(List<OnSiteCheck> all) {
        if (!all.isEmpty()) {
            batches.batchUpdate(
                    "insert into on_site_check (" + COLUMNS
                            + ", tally) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    all.stream().map(StoredLedger::cells).toList());
        }
    }

    private static Object[] cells(OnSiteCheck of) {
        CaseId by = of.caseId();
        FactId fact = of.fact();
        OnSiteCheck.Over over = of.over();
        return new Object[] {
            of.id(),
            of.subject().value(),
            of.toldOf().value(),
            of.department(),
            of.on(),
            of.state().stored(),
            of.visit(),
            of.check(),
            of.counts().counting(),
            of.counts().quota(),
            of.counts().row(),
            of.counts().release(),
            of.matter(),
            by == null ? null : by.value(),
            fact == null ? null : fact.value(),
            over == null ? null : over.by(),
            over == null ? null : over.reason(),
            over == null ? null : Stored.utc(over.at()),
            of.tally()
        };
    }

    /** The day and the fact of those that are done now. */
    void done(List<OnSiteCheck> all) {
        if (!all.isEmpty()) {
            batches.batchUpdate(
                    "update on_site_check set state = 'done', on_day = ?, fact_id = ? where id = ?",
                    all.stream()
                            .map(each -> new Object[] {
                                each.on(),
                                each.fact() == null ? null : each.fact().value(),
                                each.id()
                            })
                            .toList());
        }
    }

    /** Of cases that have ended: whoever has not been there does not come. */
    void drop(Collection<CaseId> cases) {
        if (!cases.isEmpty()) {
            jdbc.sql("update on_site_check set state = 'dropped' where case_id in (:cases) and state = 'planned'")
                    .param("cases", cases.stream().map(CaseId::value).toList())
                    .update();
        }
    }

    void voided(Collection<FactId> facts) {
        if (!facts.isEmpty()) {
            jdbc.sql("update on_site_check set state = 'dropped' where fact_id in (:facts)")
                    .param("facts", facts.stream().map(FactId::value).toList())
                    .update();
        }
    }

    boolean isEmpty() {
        return jdbc.sql("select id from on_site_check limit 1")
                .query(Long.class)
                .list()
                .isEmpty();
    }

    /** Kinds of check that are still to come in from before there was a ledger. */
    List<String> filling() {
        return jdbc.sql("select kind from ledger_filling order by kind")
                .query(String.class)
                .list();
    }

    void fill(String kind) {
        jdbc.sql("insert into ledger_filling (kind) values (:kind)")
                .param("kind", kind)
                .update();
    }

    void filled(String kind) {
        jdbc.sql("delete from ledger_filling where kind = :kind")
                .param("kind", kind)
                .update();
    }

    /** Those among them that the ledger has. */
    Set<FactId> there(Collection<FactId> facts) {
        return facts.isEmpty()
                ? Set.of()
                : jdbc
                        .sql("select fact_id from on_site_check where fact_id in (:facts)")
                        .param("facts", facts.stream().map(FactId::value).toList())
                        .query(Long.class)
                        .list()
                        .stream()
                        .map(FactId::new)
                        .collect(Collectors.toSet());
    }

    /** What was told of one subject counts for another from now on, or for itself again. */
    void count(SubjectId toldOf, SubjectId now) {
        jdbc.sql("update on_site_check set subject_id = :now where told_of = :told and subject_id <> :now")
                .param("now", now.value())
                .param("told", toldOf.value())
                .update();
    }

    List<OnSiteCheck> ofCases(Collection<CaseId> cases) {
        return cases.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS + " from on_site_check where case_id in (:cases) order by id")
                        .param("cases", cases.stream().map(CaseId::value).toList())
                        .query(StoredLedger::row)
                        .list();
    }

    /** Of a stretch of days, without what was dropped, the latest first. */
    List<OnSiteCheck> of(Collection<SubjectId> subjects, LocalDate first, LocalDate last) {
        return subjects.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS + """
                                 from on_site_check
                                where subject_id in (:subjects) and on_day between :first and :last and state <> 'dropped'
                                order by on_day desc, id desc
                                """)
                        .param(
                                "subjects",
                                subjects.stream().map(SubjectId::value).toList())
                        .param("first", first)
                        .param("last", last)
                        .query(StoredLedger::row)
                        .list();
    }

    /** The years of which there is anything, the latest first. */
    List<Integer> years(Collection<SubjectId> subjects) {
        return jdbc.sql("""
                        select distinct year(on_day) as in_year from on_site_check
                        where subject_id in (:subjects) and state <> 'dropped' order by in_year desc
                        """)
                .param("subjects", subjects.stream().map(SubjectId::value).toList())
                .query(Integer.class)
                .list();
    }

    /** What is counted together. */
    record Tallied(SubjectId subject, String department, String tally) {}

    /** How many are planned or done in a year, of each of some subjects; one query. */
    Map<Tallied, Integer> tally(Collection<SubjectId> subjects, int year) {
        Map<Tallied, Integer> all = new HashMap<>();
        if (!subjects.isEmpty()) {
            jdbc.sql("""
                            select subject_id, department, tally, count(*) as how_many from on_site_check
                            where subject_id in (:subjects) and on_day between :first and :last and state <> 'dropped'
                            group by subject_id, department, tally
                            """)
                    .param("subjects", subjects.stream().map(SubjectId::value).toList())
                    .param("first", LocalDate.of(year, 1, 1))
                    .param("last", LocalDate.of(year, 12, 31))
                    .query((RowCallbackHandler) row -> all.put(
                            new Tallied(
                                    new SubjectId(row.getLong("subject_id")),
                                    row.getString("department"),
                                    row.getString("tally")),
                            row.getInt("how_many")));
        }
        return all;
    }

    /** The departments of which a year has anything. */
    List<String> departments(int year) {
        return jdbc.sql("""
                        select distinct department from on_site_check
                        where on_day between :first and :last and state <> 'dropped' order by department
                        """)
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .query(String.class)
                .list();
    }

    /**
     * The subjects of which a year has anything.
     *
     * @param department null = of any
     * @param over only where one of its numbers is above its quota
     */
    static SubjectSelection during(int year, @Nullable String department, boolean over) {
        return parameters -> {
            parameters.put("ledgerFirst", LocalDate.of(year, 1, 1));
            parameters.put("ledgerLast", LocalDate.of(year, 12, 31));
            if (department != null) {
                parameters.put("ledgerOf", department);
            }
            return "id in (select l.subject_id from on_site_check l where l.on_day between :ledgerFirst and :ledgerLast"
                    + " and l.state <> 'dropped'" + (department == null ? "" : " and l.department = :ledgerOf")
                    + (over ? " group by l.subject_id, l.department, l.tally having count(*) > max(l.quota)" : "")
                    + ")";
        };
    }

    /**
     * The subjects to which somebody came so many times within so many days, the last of them in a year.
     *
     * @param department null = of any
     * @param visits null = nobody is
     */
    static SubjectSelection frequent(
            int year, @Nullable String department, @Nullable Integer visits, @Nullable Integer days) {
        if (visits == null || days == null) {
            return parameters -> "1 = 0";
        }
        return parameters -> {
            parameters.put("ledgerFirst", LocalDate.of(year, 1, 1));
            parameters.put("ledgerLast", LocalDate.of(year, 12, 31));
            parameters.put("ledgerVisits", visits);
            if (department != null) {
                parameters.put("ledgerOf", department);
            }
            return """
                    id in (select l.subject_id from on_site_check l join on_site_check e on e.subject_id = l.subject_id
                           and e.on_day > l.on_day - interval '%d' day and e.on_day <= l.on_day
                           and e.state <> 'dropped' and e.counting <> 'none'
                           where l.on_day between :ledgerFirst and :ledgerLast and l.state <> 'dropped' and l.counting <> 'none'%s
                           group by l.subject_id, l.visit having count(distinct e.visit) >= :ledgerVisits)""".formatted(days, department == null ? "" : " and l.department = :ledgerOf");
        };
    }

    private static OnSiteCheck row(ResultSet row, int at) throws SQLException {
        int limit = row.getInt("quota");
        Integer quota = row.wasNull() ? null : limit;
        long by = row.getLong("case_id");
        CaseId caseId = row.wasNull() ? null : new CaseId(by);
        long told = row.getLong("fact_id");
        FactId fact = row.wasNull() ? null : new FactId(told);
        String overBy = row.getString("over_by");
        return new OnSiteCheck(
                row.getLong("id"),
                new SubjectId(row.getLong("subject_id")),
                new SubjectId(row.getLong("told_of")),
                row.getString("department"),
                row.getObject("on_day", LocalDate.class),
                OnSiteCheck.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("visit"),
                row.getString("check_kind"),
                new OnSiteCheck.Counts(
                        row.getString("counting"), quota, row.getString("row_id"), row.getInt("release_no")),
                row.getString("matter"),
                caseId,
                fact,
                overBy == null
                        ? null
                        : new OnSiteCheck.Over(
                                overBy,
                                row.getString("over_reason"),
                                Stored.instant(row.getObject("over_at", LocalDateTime.class))));
    }
}
