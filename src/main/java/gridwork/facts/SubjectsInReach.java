package gridwork.facts;

import gridwork.street.Jurisdiction;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The register as far as the signed-in officer's duties reach: what lies beyond is not there. */
@Component
public class SubjectsInReach {
    private final Subjects subjects;
    private final Jurisdiction jurisdiction;

    SubjectsInReach(Subjects subjects, Jurisdiction jurisdiction) {
        this.subjects = subjects;
        this.jurisdiction = jurisdiction;
    }

    public Optional<Subject> find(SubjectRef ref) {
        return subjects.find(ref).filter(this::covers);
    }

    public Optional<Subject> find(SubjectId id) {
        return subjects.find(id).filter(this::covers);
    }

    private boolean covers(Subject subject) {
        return jurisdiction.reach().covers(subject.ref().kind(), subject.area());
    }
}
