package gridwork.cases;

import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.OfTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What cases are about. While processes begin it is asked once for all of them. */
@Component
public class CaseSubjects {
    private final Subjects subjects;
    private final OfTransaction<Map<SubjectId, Subject>> beginning = new OfTransaction<>(HashMap::new);

    CaseSubjects(Subjects subjects) {
        this.subjects = subjects;
    }

    public Optional<Subject> of(Case of) {
        return beginning.there().map(all -> all.get(of.subject())).or(() -> subjects.find(of.subject()));
    }

    void during(Collection<SubjectId> asked, Runnable begin) {
        Map<SubjectId, Subject> all = beginning.get();
        all.putAll(subjects.find(asked));
        try {
            begin.run();
        } finally {
            all.clear();
        }
    }
}
