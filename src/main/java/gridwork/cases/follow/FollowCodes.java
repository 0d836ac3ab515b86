package gridwork.cases.follow;

import gridwork.cases.ReportCodes;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The codes with which reports are followed. */
@Repository
public class FollowCodes implements ReportCodes {
    /** Without letters that are taken for digits or for each other. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";

    private static final int LENGTH = 26;
    private static final int GROUP = 5;
    private final JdbcClient jdbc;
    private final Reports reports;
    private final StreetClock clock;
    private final Work work;
    private final SecureRandom random = new SecureRandom();

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
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        work.run(() -> jdbc.sql(
                        "insert into follow_code(hash, report_id, made_at, made_by) values (:hash, :report, :at, :by)")
                .param("hash", hash(code.toString()))
                .param("report", report.id())
                .param("at", Stored.utc(clock.now()))
                .param("by", by)
                .update());
        return code.toString();
    }

    @Override
    public Optional<String> codeFor(String source, String reference) {
        return reports.find(source, reference).map(each -> make(each, source));
    }

    /** As it was typed, with or without hyphens and in any case. */
    Optional<Report> find(String typed) {
        return jdbc.sql("select report_id from follow_code where hash = :hash")
                .param("hash", hash(typed))
                .query(Long.class)
                .optional()
                .flatMap(reports::find);
    }

    private static String hash(String typed) {
        String code = typed.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
        return Sha256.of(code);
    }
}
