package gridwork.cases.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.CaseId;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every report that a process opens on. */
@Repository
public class Reports {
    private static final String COLUMNS =
            "id, matter, subject_id, fact_id, source, reference, kind, category, grade, keeps, case_id, reported_at, received_at, answer, answered_at";
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json = new ObjectMapper();

    Reports(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(List<Report> all) {
        if (all.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into case_report(id, matter, subject_id, fact_id, source, reference, kind, category, grade, keeps, case_id, reported_at, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                all.stream()
                        .map(each -> new @Nullable Object[] {
                            each.id(),
                            each.matter(),
                            each.subject().value(),
                            each.fact().value(),
                            each.source(),
                            each.reference(),
                            each.kind(),
                            each.category(),
                            each.grade(),
                            each.keeps().toString(),
                            each.of() == null ? null : each.of().value(),
                            Stored.utc(each.reportedAt()),
                            Stored.utc(each.receivedAt())
                        })
                        .toList());
    }

    /** A correction of it counts from now on. */
    void correct(Report was, FactId fact, String category, String grade, JsonNode keeps) {
        jdbc.sql(
                        "update case_report set fact_id = :fact, category = :category, grade = :grade, keeps = :keeps where id = :id")
                .param("fact", fact.value())
                .param("category", category)
                .param("grade", grade)
                .param("keeps", keeps.toString())
                .param("id", was.id())
                .update();
    }

    /** They have got their cases. */
    void belong(List<Report> all) {
        if (!all.isEmpty()) {
            batches.batchUpdate(
                    "update case_report set case_id = ? where id = ?",
                    all.stream()
                            .map(each -> new Object[] {
                                Objects.requireNonNull(each.of()).value(), each.id()
                            })
                            .toList());
        }
    }

    /** They go on in another case: their codes show what becomes of them there. */
    public void move(Collection<Report> all, CaseId into) {
        if (all.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "insert into case_report_move(id, report_id, from_case, to_case) values (?, ?, ?, ?)",
                all.stream()
                        .map(each -> new Object[] {
                            Ids.next(),
                            each.id(),
                            Objects.requireNonNull(each.of()).value(),
                            into.value()
                        })
                        .toList());
        batches.batchUpdate(
                "update case_report set case_id = ? where id = ?",
                all.stream().map(each -> new Object[] {into.value(), each.id()}).toList());
    }

    /** Where a report was before: until which entry of the trail in which case. In the order in which it went. */
    public List<Was> moves(Report of) {
        return jdbc.sql("select id, from_case from case_report_move where report_id = :id order by id")
                .param("id", of.id())
                .query((row, number) -> new Was(new CaseId(row.getLong("from_case")), row.getLong("id")))
                .list();
    }

    /** @param until the ids of the entries that are the report's are smaller */
    public record Was(CaseId in, long until) {}

    void answered(Report report, String answer, Instant at) {
        jdbc.sql("update case_report set answer = :answer, answered_at = :at where id = :id")
                .param("answer", answer)
                .param("at", Stored.utc(at))
                .param("id", report.id())
                .update();
    }

    /** Solved anew, everybody is asked anew. */
    void forgetAnswers(CaseId of) {
        jdbc.sql("update case_report set answer = null, answered_at = null where case_id = :caseId")
                .param("caseId", of.value())
                .update();
    }

    public Optional<Report> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from case_report where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    public Optional<Report> find(String source, String reference) {
        return jdbc.sql("select " + COLUMNS + " from case_report where source = :source and reference = :reference")
                .param("source", source)
                .param("reference", reference)
                .query(this::row)
                .optional();
    }

    /** Those known already, of many; by the sender's number. */
    List<Report> known(Collection<String> references) {
        return references.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS + " from case_report where reference in (:references)")
                        .param("references", references)
                        .query(this::row)
                        .list();
    }

    List<Report> ofFacts(Collection<FactId> facts) {
        return facts.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS + " from case_report where fact_id in (:facts) order by id")
                        .param("facts", facts.stream().map(FactId::value).toList())
                        .query(this::row)
                        .list();
    }

    /** In the order in which they came. */
    public List<Report> of(CaseId id) {
        return jdbc.sql("select " + COLUMNS + " from case_report where case_id = :caseId order by id")
                .param("caseId", id.value())
                .query(this::row)
                .list();
    }

    /** Those without a case, the oldest first. */
    public List<Report> waiting(String matter, int most) {
        return jdbc.sql("select " + COLUMNS
                        + " from case_report where matter = :matter and case_id is null order by id limit " + most)
                .param("matter", matter)
                .query(this::row)
                .list();
    }

    private Report row(ResultSet row, int number) throws SQLException {
        long of = row.getLong("case_id");
        CaseId caseId = row.wasNull() ? null : new CaseId(of);
        return new Report(
                row.getLong("id"),
                row.getString("matter"),
                new SubjectId(row.getLong("subject_id")),
                new FactId(row.getLong("fact_id")),
                row.getString("source"),
                row.getString("reference"),
                row.getString("kind"),
                row.getString("category"),
                row.getString("grade"),
                read(row.getString("keeps")),
                caseId,
                Objects.requireNonNull(moment(row, "reported_at")),
                Objects.requireNonNull(moment(row, "received_at")),
                row.getString("answer"),
                moment(row, "answered_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        LocalDateTime held = row.getObject(column, LocalDateTime.class);
        return held == null ? null : Stored.instant(held);
    }

    private JsonNode read(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("kept JSON cannot be read", broken);
        }
    }
}
