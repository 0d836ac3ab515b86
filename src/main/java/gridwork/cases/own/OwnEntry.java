package gridwork.cases.own;

import gridwork.cases.follow.Tries;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
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

    /** The code of an entry that was merged into another opens the other. */
    public Looked look(String code, String address) {
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

    private Optional<Subject> itself(Subject subject) {
        return subject.mergedInto() == null ? Optional.of(subject) : subjects.find(subject.mergedInto());
    }
}
