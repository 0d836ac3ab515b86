package gridwork.app.web;

import gridwork.evidence.EvidenceReaders;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.street.Jurisdiction;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Pictures to findings are about {@code finding/<kind>/<code>}: they are for whoever answers for that subject. */
@Component
@ConditionalOnWebApplication
class FindingPictures implements EvidenceReaders {
    private static final String ABOUT = "finding/";

    private final Subjects subjects;
    private final Jurisdiction jurisdiction;

    FindingPictures(Subjects subjects, Jurisdiction jurisdiction) {
        this.subjects = subjects;
        this.jurisdiction = jurisdiction;
    }

    @Override
    public boolean owns(String about) {
        return about.startsWith(ABOUT);
    }

    @Override
    public boolean mayRead(String about, String officer) {
        return subject(about.substring(ABOUT.length()))
                .filter(each -> jurisdiction.reach().covers(each.ref().kind(), each.area()))
                .isPresent();
    }

    @Override
    public boolean mayAdd(String about, String officer) {
        return mayRead(about, officer);
    }

    private Optional<Subject> subject(String ref) {
        int slash = ref.indexOf('/');
        return slash > 0 && SubjectRef.isOne(ref.substring(0, slash), ref.substring(slash + 1))
                ? subjects.find(SubjectRef.of(ref))
                : Optional.empty();
    }
}
