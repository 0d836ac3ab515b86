package gridwork.decisions;

import gridwork.facts.Facts;
import gridwork.facts.RegisterMemory;
import gridwork.facts.Remembered;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads what was ever known of some subjects: two queries whatever their number. */
@Component
public class Pasts {
    private static final RegisterMemory NEVER_THERE = new RegisterMemory(List.of());

    private final Facts facts;
    private final Subjects subjects;

    Pasts(Facts facts, Subjects subjects) {
        this.facts = facts;
        this.subjects = subjects;
    }

    /** @param kinds of fact; see {@link Walk#kinds} */
    public List<Past> of(Collection<Subject> whom, Set<String> kinds, LocalDate until) {
        List<SubjectId> ids = whom.stream().map(Subject::id).toList();
        Map<SubjectId, List<Remembered>> told = facts.remembered(ids, kinds, until);
        Map<SubjectId, RegisterMemory> register = subjects.remembered(ids);
        return whom.stream()
                .map(each -> new Past(
                        each, told.getOrDefault(each.id(), List.of()), register.getOrDefault(each.id(), NEVER_THERE)))
                .toList();
    }
}
