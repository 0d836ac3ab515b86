package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subject writes: {@code {words, files: [{id, name}]}}; with {@code ended} where it ended before it was sent.
 *
 * @param of the case it became; null = it was not sent
 */
public record Reply(
        long id,
        SubjectId subject,
        String matter,
        Target about,
        @Nullable CaseId of,
        ObjectNode content,
        Instant changedAt,
        int version) {
    static final String ABOUT = "reply/";
    static final String WORDS = "words";
    static final String FILES = "files";
    /** How it ended without an answer: {@link #MOOT}. */
    static final String ENDED = "ended";

    /** What it is about counts no more. */
    static final String MOOT = "moot";

    /** What its files are about. */
    public String evidence() {
        return ABOUT + id;
    }

    public boolean draft() {
        return of == null && !content.has(ENDED);
    }
}
