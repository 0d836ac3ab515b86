package gridwork.street;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The matter catalogue (一张清单) as it stands. Reading it is cheap: it is held in memory, and the database is asked at
 * most once a second whether it has changed.
 */
public interface Matters {
    /** All that there are or were: what is no longer valid stays, because cases name it. */
    List<Matter> all();

    /** The fields of duties to which matters belong, in order. */
    List<Remit> remits();

    Optional<Matter> find(String id);

    /** The catalogue as it was at a moment; asks the database. */
    List<Matter> at(Instant moment);

    /** What a checklist asked when it had a version; asks the database. */
    Optional<Checklist> checklist(String matter, int version);

    /** Those about a kind of subject that are valid on a day and are carried by one of some processes. */
    default List<Matter> carriedBy(Set<String> processes, String subject, LocalDate day) {
        return all().stream()
                .filter(each -> each.process() != null && processes.contains(each.process()))
                .filter(each -> each.subject().equals(subject) && each.validOn(day))
                .toList();
    }

    default Matter matter(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("the catalogue has no matter " + id));
    }
}
