package gridwork.cases.notices;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told.
 *
 * @param cause what tells it from every other one
 * @param of null = it is about a subject
 * @param subject null = the case's
 */
record Occasion(
        long id,
        Kind kind,
        String cause,
        @Nullable CaseId of,
        @Nullable SubjectId subject,
        JsonNode detail,
        Instant happened,
        int tries) {}
