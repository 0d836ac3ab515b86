package gridwork.reviews;

import gridwork.facts.Fact;
import gridwork.facts.Subject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The monthly review (月度研判 · 通报). Everything is found anew from the facts; nothing is kept but what was issued. */
public interface Reviews {
    /** Refused with {@code review-month-future} for a month that has not begun. */
    Review of(YearMonth month, Instant knownAt);

    /** What a figure counted, the latest or the first by code at the top. */
    Records records(YearMonth month, String figure, Instant knownAt, int from, int size);

    /** The first month of which anything is known. */
    Optional<YearMonth> first();

    byte[] pdf(Review review, Locale locale);

    /** What programs read of it: {@code review --json} and the API. */
    Map<String, @Nullable Object> json(Review review);

    record Records(Figure figure, List<Record> records, long total) {}

    /** @param fact null where subjects are counted */
    record Record(Subject subject, @Nullable Fact fact) {}
}
