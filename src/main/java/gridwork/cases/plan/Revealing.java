package gridwork.cases.plan;

import gridwork.cases.PlannedCheck;
import gridwork.cases.PlannedCheck.State;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way from the plan as it is kept to the plan as somebody may read it. */
final class Revealing {
    private static final String GIVES_THE_DAY_AWAY = "daily-limit";

    private Revealing() {}

    /** @param named who is named for its case now */
    static PlannedCheck to(@Nullable OfficerId reader, PlannedChecks.Row row, List<String> named, LocalDate today) {
        return row.drawn() && !isRevealed(reader, row, named, today) ? secret(row) : open(row, named);
    }

    private static boolean isRevealed(
            @Nullable OfficerId reader, PlannedChecks.Row row, List<String> named, LocalDate today) {
        LocalDate day = row.drawnDay();
        return today.isAfter(row.lastDay())
                || row.state() == State.DONE && row.openedOn() != null
                || reader != null && day != null && !today.isBefore(day) && named.contains(reader.value());
    }

    private static PlannedCheck secret(PlannedChecks.Row row) {
        return check(
                row,
                null,
                List.of(),
                row.state() == State.OPEN ? State.PLANNED : row.state(),
                GIVES_THE_DAY_AWAY.equals(row.note()) ? null : row.note(),
                false);
    }

    private static PlannedCheck open(PlannedChecks.Row row, List<String> named) {
        return check(row, row.drawnDay(), named.stream().map(OfficerId::new).toList(), row.state(), row.note(), true);
    }

    private static PlannedCheck check(
            PlannedChecks.Row row,
            @Nullable LocalDate day,
            List<OfficerId> inspectors,
            State state,
            @Nullable String note,
            boolean withCase) {
        return new PlannedCheck(
                row.id(),
                row.site(),
                row.siteRef(),
                row.period(),
                row.firstDay(),
                row.lastDay(),
                row.checkType(),
                row.drawn(),
                day,
                inspectors,
                state,
                note,
                withCase ? row.caseId() : null,
                row.doneOn(),
                row.release());
    }
}
