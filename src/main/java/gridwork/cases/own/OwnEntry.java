package gridwork.cases.own;

import gridwork.cases.follow.Tries;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks a code up: it opens its subject, or it tells nothing, or too many wrong ones came from there. A right one never waits. */
@Component
public class OwnEntry {
    private final OwnCodes codes;
    private final Subjects subjects;
    private final Tries tries;

    OwnEntry(OwnCodes codes, Subjects subjects, Tries tries) {
        this.codes = codes;
        this.subjects = subjects;
        this.tries = tries;
    }

    /** @param subject empty = the code opens nothing; {@code tooMany}: the last of too many */
    public record Looked(Optional<Subject> subject, boolean tooMany) {}

    /** The code of an entry that was merged into another opens the other. Whatever comes of it is kept {@link Quiet}. */
    public Looked look(String code, HttpServletRequest request, HttpServletResponse response) {
        Quiet.keep(response);
        String address = request.getRemoteAddr();
        Optional<Subject> found = codes.find(code).flatMap(subjects::find).flatMap(this::itself);
        if (found.isPresent()) {
            return new Looked(found, false);
        }
        if (tries.tooMany(address)) {
            return new Looked(found, true);
        }
        tries.failed(address);
        return new Looked(found, false);
    }

    /** For what is sent or fetched with a code: with one that opens nothing, nothing is there. */
    public Subject must(String code, HttpServletRequest request, HttpServletResponse response) {
        return look(code, request, response).subject().orElseThrow(Quiet::nothing);
    }

    private Optional<Subject> itself(Subject subject) {
        return subject.mergedInto() == null ? Optional.of(subject) : subjects.find(subject.mergedInto());
    }
}
