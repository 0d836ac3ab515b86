package gridwork.cases.opening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.SubjectId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case of a subject that is to open.
 *
 * @param cause unique for subject and matter
 * @param dueOn its last day; null = as the catalogue limits its process's clock
 * @param why it is that day, see {@code cases.clock.day.*} in the message catalogue; of no meaning without a day
 * @param details what the case keeps from the beginning
 */
public record Wanted(
        String matter,
        SubjectId subject,
        String cause,
        @Nullable LocalDate dueOn,
        String why,
        ObjectNode details) {}
