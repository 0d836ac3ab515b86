package gridwork.facts;

import gridwork.street.Reach;
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

    /** Itself, or the one that it was found to be. */
    default SubjectId itself(SubjectId id) {
        return find(id).map(Subject::mergedInto).orElse(id);
    }

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

    /** What the register ever said of some subjects; one query. */
    Map<SubjectId, RegisterMemory> remembered(Collection<SubjectId> ids);

    /** The next ones of a range after a subject, in id order: how work on all of them goes on without holding them all. */
    List<Subject> after(SubjectId last, SubjectRange range, int size);

    long count(SubjectRange range);

    /** What became of an entry, the latest first. */
    List<RegisterChange> changes(SubjectId id);

    /** A page of the register: filtered and sorted; see {@link SubjectFilter}. */
    SubjectPage page(SubjectFilter filter);

    /** How many pass a filter, whatever its page. */
    long count(SubjectFilter filter);

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

    /**
     * Says that two entries are the same subject: all that is known of the one, and whatever will be told about it, counts
     * for the other, as known from now on. Refused where either is merged already, others are merged into the first, the
     * other is closed or of another kind.
     *
     * @param version of the entry that goes into the other
     */
    void merge(SubjectId id, SubjectId into, String reason, String by, int version);

    /** Undoes a merge: each has what was told about it again, and what was known in between stays known. */
    void part(SubjectId id, String reason, String by, int version);

    /** The merges that stand in which a subject goes into another or others go into it, the latest first. */
    List<Merging> mergings(SubjectId id);

    /** Others of its kind that may be the same: open, with the same name or address. */
    List<Subject> alike(Subject subject, Reach reach, int most);

    /**
     * Locks the rows of subjects in id order until the transaction ends: the first thing that work on facts does. Where
     * one is merged into another, the other's row is locked too.
     *
     * @return for those that are merged into which
     */
    Map<SubjectId, SubjectId> lock(Collection<SubjectId> ids);
}
