package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check of the plan (检查计划) as its reader may see it. Of a drawn check nobody but the drawn inspectors learns
 * anything before it is done or its period is over, and they only from the morning of the day: until then it looks
 * planned, without a day, inspectors or case.
 *
 * @param period e.g. {@code 2025-03}, {@code 2025-03-H1}, {@code 2025-W10}
 * @param checkType a category of the fact kind {@code check}
 * @param drawn its day is drawn at random
 * @param day the drawn day; null = not drawn, or not revealed to this reader
 * @param note what holds it up or ended it; null = nothing
 * @param doneOn null = not yet
 */
public record PlannedCheck(
        long id,
        SubjectId site,
        String siteRef,
        String period,
        LocalDate firstDay,
        LocalDate lastDay,
        String checkType,
        boolean drawn,
        @Nullable LocalDate day,
        List<OfficerId> inspectors,
        State state,
        @Nullable String note,
        @Nullable CaseId caseId,
        @Nullable LocalDate doneOn,
        int release) {
    public enum State {
        PLANNED,
        OPEN,
        DONE,
        OVERDUE,
        DROPPED;

        /** By its code; empty for none. */
        public static Optional<State> of(String code) {
            return Arrays.stream(values())
                    .filter(each -> each.code().equals(code))
                    .findFirst();
        }

        /** In messages and in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its day is still a secret to this reader. */
    public boolean secret() {
        return drawn && day == null && state == State.PLANNED;
    }

    /** Where it stands in a calendar: the day it was done, else the day drawn, else the last day; null = not revealed. */
    public @Nullable LocalDate on() {
        if (doneOn != null) {
            return doneOn;
        }
        return drawn ? day : lastDay;
    }
}
