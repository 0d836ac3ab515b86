package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant writes: {@code {fields: {id: text}, documents: {id: [{id, name}]}}}.
 *
 * @param of the case it became; null = it was not sent yet
 */
public record Application(
        long id,
        SubjectId subject,
        String matter,
        @Nullable CaseId of,
        ObjectNode content,
        Instant changedAt,
        int version) {
    static final String ABOUT = "application/";

    /** What its documents and its permit are about. */
    public String about() {
        return ABOUT + id;
    }
}
