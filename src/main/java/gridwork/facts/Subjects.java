package gridwork.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register of subjects (对象台账). */
public interface Subjects {
    Optional<Subject> find(SubjectRef ref);

    Optional<Subject> find(SubjectId id);

    Map<SubjectId, Subject> find(Collection<SubjectId> ids);

    Map<SubjectRef, Subject> findAll(Collection<SubjectRef> refs);

    /** The ids of all open subjects of a kind on a day, in id order. */
    List<SubjectId> open(String kind, LocalDate on);

    /** A page of the register: filtered and sorted; see {@link SubjectFilter}. */
    SubjectPage page(SubjectFilter filter);

    /** Adds those that are new and leaves the others as they are; one statement per batch. */
    Map<SubjectRef, SubjectId> register(Map<SubjectRef, SubjectDetails> subjects);

    /** Changes the register's entry; refused with {@code subject-changed} when somebody else did so since {@code version}. */
    void edit(SubjectId id, SubjectDetails details, int version);

    void close(SubjectId id, LocalDate on, String reason, int version);

    /** Locks the rows of subjects in id order until the transaction ends: the first thing that work on facts does. */
    void lock(Collection<SubjectId> ids);
}
