package gridwork.cases.follow;

import gridwork.cases.ReportCodes;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The codes with which reports are followed. */
@Repository
public class FollowCodes implements ReportCodes {
    private final JdbcClient jdbc;
    private final Reports reports;
    private final StreetClock clock;
    private final Work work;

    FollowCodes(JdbcClient jdbc, Reports reports, StreetClock clock, Work work) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.clock = clock;
        this.work = work;
    }

    /**
     * A new code for a report; those made before stay good.
     *
     * @param by the officer or the source that hands it over
     */
    public String make(Report report, String by) {
        String code = Codes.make();
        work.run(() -> jdbc.sql(
                        "insert into follow_code(hash, report_id, made_at, made_by) values (:hash, :report, :at, :by)")
                .param("hash", Codes.hash(code))
                .param("report", report.id())
                .param("at", Stored.utc(clock.now()))
                .param("by", by)
                .update());
        return code;
    }

    @Override
    public Optional<String> codeFor(String source, String reference) {
        return reports.find(source, reference).map(each -> make(each, source));
    }

    /** As it was typed, with or without hyphens and in any case. */
    Optional<Report> find(String typed) {
        return jdbc.sql("select report_id from follow_code where hash = :hash")
                .param("hash", Codes.hash(typed))
                .query(Long.class)
                .optional()
                .flatMap(reports::find);
    }
}
