package gridwork.reviews;

import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredIssuedReviews implements IssuedReviews {
    private static final Logger LOG = LoggerFactory.getLogger(StoredIssuedReviews.class);
    private static final String COLUMNS = "id, review_month, known_at, release_number, issued_at, issued_by, sha256";
    private final JdbcClient jdbc;
    private final Reviews reviews;
    private final StreetClock clock;
    private final Work work;

    StoredIssuedReviews(JdbcClient jdbc, Reviews reviews, StreetClock clock, Work work) {
        this.jdbc = jdbc;
        this.reviews = reviews;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public IssuedReview issue(YearMonth month, Locale locale, String by) {
        Review review = reviews.of(month, clock.now());
        byte[] pdf = reviews.pdf(review, locale);
        var issued = new IssuedReview(
                Ids.next(), month, review.knownAt(), review.release(), clock.now(), by, Sha256.of(pdf));
        work.run(() -> jdbc.sql("""
                        insert into review_issue (id, review_month, as_of, known_at, release_number, language, issued_at, issued_by, sha256, content)
                        values (:id, :month, :asOf, :knownAt, :release, :language, :issuedAt, :by, :sha, :content)
                        """)
                .param("id", issued.id())
                .param("month", month.toString())
                .param("asOf", review.asOf())
                .param("knownAt", Stored.utc(review.knownAt()))
                .param("release", review.release())
                .param("language", locale.toLanguageTag())
                .param("issuedAt", Stored.utc(issued.issuedAt()))
                .param("by", by)
                .param("sha", issued.sha256())
                .param("content", pdf)
                .update());
        LOG.info("review {} issued as {}", month, issued.id());
        return issued;
    }

    @Override
    public List<IssuedReview> all() {
        return jdbc.sql("select " + COLUMNS + " from review_issue order by review_month desc, issued_at desc, id desc")
                .query(StoredIssuedReviews::issued)
                .list();
    }

    @Override
    public List<IssuedReview> of(YearMonth month) {
        return jdbc.sql("select " + COLUMNS
                        + " from review_issue where review_month = :month order by issued_at desc, id desc")
                .param("month", month.toString())
                .query(StoredIssuedReviews::issued)
                .list();
    }

    @Override
    public IssuedReview find(long id) {
        return jdbc.sql("select " + COLUMNS + " from review_issue where id = :id")
                .param("id", id)
                .query(StoredIssuedReviews::issued)
                .optional()
                .orElseThrow(() -> new Refused("review-unknown"));
    }

    @Override
    public byte[] content(IssuedReview issued) {
        byte[] content = jdbc.sql("select content from review_issue where id = :id")
                .param("id", issued.id())
                .query((row, number) -> row.getBytes("content"))
                .single();
        if (!Sha256.of(content).equals(issued.sha256())) {
            throw new IllegalStateException("issued review " + issued.id() + " does not match its hash");
        }
        return content;
    }

    private static IssuedReview issued(ResultSet row, int number) throws SQLException {
        return new IssuedReview(
                row.getLong("id"),
                YearMonth.parse(row.getString("review_month")),
                Stored.instant(Objects.requireNonNull(row.getObject("known_at", LocalDateTime.class))),
                row.getInt("release_number"),
                Stored.instant(Objects.requireNonNull(row.getObject("issued_at", LocalDateTime.class))),
                row.getString("issued_by"),
                row.getString("sha256"));
    }
}
