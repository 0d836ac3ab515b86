package gridwork.cases;

import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.SubjectId;
import gridwork.platform.StreetClock;
import gridwork.street.Matters;
import gridwork.street.TimeLimit;
import gridwork.street.WorkingCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * How long a rectification and its re-check may take: as the catalogue says for the matter in which the problem was found,
 * else for the matter of rectifying; where it says nothing, as the rules say by the colour that the subject has with what
 * was just found. Where nobody says, it is today: overdue tomorrow, so that a person looks.
 */
@Component
class Deadlines {
    private static final String COLOUR = "site-colour";
    private static final String CHECK = "site-check";
    private static final String RECTIFY = "rectify";
    private static final String RECHECK = "recheck";
    private final Decisions decisions;
    private final Matters matters;
    private final StoredCases cases;
    private final WorkingCalendar calendar;
    private final StreetClock clock;

    Deadlines(Decisions decisions, Matters matters, StoredCases cases, WorkingCalendar calendar, StreetClock clock) {
        this.decisions = decisions;
        this.matters = matters;
        this.cases = cases;
        this.calendar = calendar;
        this.clock = clock;
    }

    LocalDate ofRectification(Case rectification) {
        return limit(rectification, RECTIFY)
                .orElseGet(() -> byTheRules(rectification.subject(), "rectificationDays", "rectificationClock"));
    }

    /** The last day on which what was rectified today is re-checked in time. */
    LocalDate ofRecheck(Case rectification) {
        return limit(rectification, RECHECK)
                .orElseGet(() -> byTheRules(rectification.subject(), "recheckDays", "recheckClock"));
    }

    private Optional<LocalDate> limit(Case rectification, String clockId) {
        return Stream.of(
                        Optional.ofNullable(rectification.parent())
                                .flatMap(cases::find)
                                .map(Case::matter),
                        Optional.of(rectification.matter()))
                .flatMap(Optional::stream)
                .flatMap(matter -> matters.find(matter).stream())
                .flatMap(matter -> matter.limit(clockId).stream())
                .findFirst()
                .map(this::lastDay);
    }

    private LocalDate lastDay(TimeLimit limit) {
        LocalDate today = clock.today();
        return switch (limit.unit()) {
            case DAY ->
                limit.counting() == TimeLimit.Counting.WORKING
                        ? calendar.plusWorkingDays(today, limit.amount())
                        : today.plusDays(limit.amount());
            case HOUR -> clock.dayOf(clock.now().plus(Duration.ofHours(limit.amount())));
            case MINUTE -> clock.dayOf(clock.now().plus(Duration.ofMinutes(limit.amount())));
        };
    }

    private LocalDate byTheRules(SubjectId subject, String daysBy, String countedBy) {
        LocalDate today = clock.today();
        Optional<String> colour = decisions.standing(subject, COLOUR).map(Standing::result);
        if (colour.isEmpty()) {
            return today;
        }
        Map<String, Object> answer = decisions.answers(CHECK, Map.of("colour", colour.get(), "worsened", false), today);
        if (!(answer.get(daysBy) instanceof Number days) || !(answer.get(countedBy) instanceof String counted)) {
            return today;
        }
        return counted.equals("working")
                ? calendar.plusWorkingDays(today, days.intValue())
                : today.plusDays(days.intValue());
    }
}
