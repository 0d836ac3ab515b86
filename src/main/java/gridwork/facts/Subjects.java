package gridwork.facts;

import java.time.Instant;
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

    /** The entries as they were known at a moment; without those that nobody knew of then. */
    Map<SubjectId, Subject> find(Collection<SubjectId> ids, Instant knownAt);

    /** The ids of all open subjects of a kind on a day, by what the register says now, in id order. */
    List<SubjectId> open(String kind, LocalDate on);

    /**
     * The same by what was known at a moment: what was registered, closed or reopened backdated since then does not count.
     * A subject is known from its entry in the register or from the first fact known about it, whichever is earlier.
     */
    List<SubjectId> open(String kind, LocalDate on, Instant knownAt);

    /** Whether one subject took part on a day, by what was known at a moment. */
    boolean isOpen(SubjectId id, LocalDate on, Instant knownAt);

    /** What became of an entry, the latest first. */
    List<RegisterChange> changes(SubjectId id);

    /** A page of the register: filtered and sorted; see {@link SubjectFilter}. */
    SubjectPage page(SubjectFilter filter);

    /** Adds those that are new, as the program itself and as of now. */
    default Map<SubjectRef, SubjectId> register(Map<SubjectRef, SubjectDetails> subjects) {
        return register(subjects, Map.of(), Facts.OWN_SOURCE);
    }

    /**
     * Adds those that are new and leaves the others as they are; one statement per batch.
     *
     * @param knownFrom since when the office knows of them, where that is not now: imports of history
     * @param by officer or program
     */
    Map<SubjectRef, SubjectId> register(
            Map<SubjectRef, SubjectDetails> subjects, Map<SubjectRef, Instant> knownFrom, String by);

    /** Changes the register's entry; refused with {@code subject-changed} when somebody else did so since {@code version}. */
    void edit(SubjectId id, SubjectDetails details, String by, int version);

    void close(SubjectId id, LocalDate on, String reason, String by, int version);

    /**
     * Opens a closed entry again. From the day it was closed: the closing was a mistake. From a later day: it took part in
     * nothing in between. Refused with {@code subject-reopen-day} before that day or after today.
     */
    void reopen(SubjectId id, LocalDate from, String reason, String by, int version);

    /** Locks the rows of subjects in id order until the transaction ends: the first thing that work on facts does. */
    void lock(Collection<SubjectId> ids);
}
