package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.Subject;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case that is to open, with its process.
 *
 * @param cause unique for subject and matter
 * @param dueOn its last day; null = none yet
 * @param secret until it is carried out only its officers may know of it
 * @param details what the case keeps from the beginning
 * @param officers in the order of the draw; empty = nobody is named
 * @param said what its trail says of the opening
 * @param time what begins with it; null = nothing does
 */
public record NewCase(
        String matter,
        Subject subject,
        String cause,
        @Nullable LocalDate dueOn,
        boolean secret,
        ObjectNode details,
        List<OfficerId> officers,
        ObjectNode said,
        @Nullable Time time,
        String process) {
    /**
     * A clock that begins.
     *
     * @param step whose tasks are due with it; null = all
     * @param until the last day; null = as long as the catalogue says
     * @param why it is that day, see {@code cases.clock.day.*} in the message catalogue; of no meaning without a day
     */
    public record Time(
            String clock, @Nullable String step, @Nullable LocalDate until, String why) {
        public static Time within(String clock, @Nullable String step) {
            return new Time(clock, step, null, "");
        }

        public static Time until(String clock, @Nullable String step, LocalDate day, String why) {
            return new Time(clock, step, day, why);
        }
    }
}
