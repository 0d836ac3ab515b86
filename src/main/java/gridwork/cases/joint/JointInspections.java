package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import gridwork.street.AreaId;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The cases of joint inspections. */
public interface JointInspections {
    /**
     * Opens a joint inspection unless one is open for the same subject, matter and cause, and answers with the open one.
     *
     * @param matter of the catalogue, carried by the process {@code joint-inspection}
     * @param departments who goes; empty = as the catalogue says
     * @param cause what makes it unique
     * @param dueOn the last day of the visit; null = as the catalogue limits arriving
     * @param merged the due checks that it stands for, as the case keeps them; an empty array = none
     */
    CaseId open(
            SubjectId subject,
            String matter,
            Collection<AreaId> departments,
            String cause,
            @Nullable LocalDate dueOn,
            JsonNode merged);
}
