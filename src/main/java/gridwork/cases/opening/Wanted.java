package gridwork.cases.opening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.SubjectId;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case of a subject that is to open.
 *
 * @param cause unique for subject and matter; what comes before its first slash says of which kind it is
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
        ObjectNode details) {
    /** What brings it about, without saying which. */
    String kind() {
        return cause.substring(0, Math.max(0, cause.indexOf('/')));
    }

    /** The one case that is opened for both: whoever is asked for by either goes, and by the earlier day. */
    Wanted with(Wanted other) {
        ObjectNode both = details.deepCopy();
        if (!details.has(SubjectCases.DEPARTMENTS) || !other.details.has(SubjectCases.DEPARTMENTS)) {
            both.remove(SubjectCases.DEPARTMENTS);
        } else {
            add(both, SubjectCases.DEPARTMENTS, other.details);
        }
        if (other.details.has(SubjectCases.MERGED)) {
            add(both, SubjectCases.MERGED, other.details);
        }
        boolean earlier = other.dueOn != null && (dueOn == null || other.dueOn.isBefore(dueOn));
        return new Wanted(matter, subject, cause, earlier ? other.dueOn : dueOn, earlier ? other.why : why, both);
    }

    private static void add(ObjectNode to, String list, ObjectNode from) {
        ArrayNode all = to.withArray(list);
        Set<JsonNode> there = new HashSet<>();
        all.forEach(there::add);
        from.path(list).forEach(each -> {
            if (there.add(each)) {
                all.add(each);
            }
        });
    }
}
