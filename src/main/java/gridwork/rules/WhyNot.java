package gridwork.rules;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to another result, evaluated and not guessed.
 *
 * @param better true = the next better result, false = the next worse
 * @param on the day on which the result would be there
 * @param kind the kind of one more fact; null = time alone
 * @param category its category, where the kind has them
 * @param times how many more of it are needed; 0 for time alone
 * @param given the id of a scalar that would have to be another; null where the situation stays as it is
 * @param instead what it would have to be
 * @param rows the rows that would match
 */
public record WhyNot(
        boolean better,
        String result,
        LocalDate on,
        @Nullable String kind,
        @Nullable String category,
        int times,
        @Nullable String given,
        @Nullable Object instead,
        List<String> rows) {
    WhyNot(
            boolean better,
            String result,
            LocalDate on,
            @Nullable String kind,
            @Nullable String category,
            int times,
            List<String> rows) {
        this(better, result, on, kind, category, times, null, null, rows);
    }

    /** Whether nothing but days that go by would bring it. */
    public boolean byTimeAlone() {
        return kind == null && given == null;
    }
}
