package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import gridwork.street.Reach;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param matters only these; null = all
 * @param reach only cases that its owner may see, and those for which the reader was named
 * @param subjects only these; null = all
 * @param overdueOn only open cases that were due before this day, or with a clock whose time is up; null = all
 * @param of only cases for which this officer was named; null = all
 * @param copiedTo instead of the reach: only those that this officer was given to read; null = as the reach says
 * @param from first row, from 0
 * @param size rows a page, at most 500
 */
public record CaseFilter(
        @Nullable Set<String> matters,
        Case.@Nullable State state,
        Reach reach,
        @Nullable Set<SubjectId> subjects,
        @Nullable LocalDate overdueOn,
        @Nullable OfficerId of,
        @Nullable OfficerId copiedTo,
        int from,
        int size) {
    public CaseFilter(
            @Nullable Set<String> matters,
            Case.@Nullable State state,
            Reach reach,
            @Nullable Set<SubjectId> subjects,
            @Nullable LocalDate overdueOn,
            @Nullable OfficerId of,
            int from,
            int size) {
        this(matters, state, reach, subjects, overdueOn, of, null, from, size);
    }
}
