package gridwork.reviews;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/** Issued reviews are kept as they are: printing again would give the same figures, but not the same bytes. */
public interface IssuedReviews {
    /** Prints the month as known now and keeps it. */
    IssuedReview issue(YearMonth month, Locale locale, String by);

    /** Newest first. */
    List<IssuedReview> all();

    /** Newest first. */
    List<IssuedReview> of(YearMonth month);

    /** Refused with {@code review-unknown} where there is none. */
    IssuedReview find(long id);

    /** The file, byte for byte; a failure where it no longer matches its hash. */
    byte[] content(IssuedReview issued);
}
