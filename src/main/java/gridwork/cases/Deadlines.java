package gridwork.cases;

import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.SubjectId;
import gridwork.platform.StreetClock;
import gridwork.street.WorkingCalendar;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How long a rectification and its re-check may take: asked of the rules, counted by the working calendar. */
@Component
class Deadlines {
    private static final String COLOUR = "site-colour";
    private static final String CHECK = "site-check";
    private final Decisions decisions;
    private final WorkingCalendar calendar;
    private final StreetClock clock;

    Deadlines(Decisions decisions, WorkingCalendar calendar, StreetClock clock) {
        this.decisions = decisions;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The last day, by the colour that the subject has with what was just found. Where the rules give no answer it is today:
     * overdue tomorrow, so that a person looks.
     */
    LocalDate ofRectification(SubjectId subject) {
        return byTheRules(subject, "rectificationDays", "rectificationClock");
    }

    /** The last day on which what was rectified today is re-checked in time; found in the same way. */
    LocalDate ofRecheck(SubjectId subject) {
        return byTheRules(subject, "recheckDays", "recheckClock");
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
