package gridwork.cases.report;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.CaseId;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reported, and what became of it.
 *
 * @param fact the report as it counts; a correction takes the place of the first
 * @param source who sent it, and {@code reference} the sender's own number of it
 * @param kind of fact, and {@code category} within it
 * @param grade empty = nobody could say
 * @param keeps the outputs of the answer that its case needs
 * @param of null = it waits, because its matter's cases of the day are opened
 * @param answer what whoever reported it said of the result: {@link #CONFIRMED} or {@link #REOPENED}; null = nothing
 */
public record Report(
        long id,
        String matter,
        SubjectId subject,
        FactId fact,
        String source,
        String reference,
        String kind,
        String category,
        String grade,
        JsonNode keeps,
        @Nullable CaseId of,
        Instant reportedAt,
        Instant receivedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {
    public static final String CONFIRMED = "confirmed";
    public static final String REOPENED = "reopened";
}
