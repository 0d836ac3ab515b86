package gridwork.cases.clock;

import gridwork.platform.Label;
import gridwork.street.Length;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock that is to begin.
 *
 * @param item what is to be done by then, at most 40 characters; with the message {@code breached-<item>} a process waits for it
 * @param title what people call it
 * @param step the id of the step whose tasks are due with it, or of several with a space between; null = those of all steps
 *     that have no clock of their own
 * @param part which of several at the same step: the value of the process variable {@code part} inside the repeated
 *     subprocess; null = there is one. A boundary event on the repeated step itself hears of all its parts
 * @param since when it began, where that was earlier; null = now
 */
public record NewClock(
        String item,
        Label title,
        @Nullable String step,
        @Nullable String part,
        Length length,
        Because because,
        @Nullable Instant since) {
    public NewClock(
            String item, Label title, @Nullable String step, @Nullable String part, Length length, Because because) {
        this(item, title, step, part, length, because, null);
    }

    public NewClock(String item, Label title, @Nullable String step, Length length, Because because) {
        this(item, title, step, null, length, because);
    }
}
