package gridwork.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dated facts, append-only. */
public interface Facts {
    /** The source of what the program itself records, alone or before a hyphen; nobody else may use it. */
    String OWN_SOURCE = "gridwork";

    static boolean isOwn(String source) {
        return source.equals(OWN_SOURCE) || source.startsWith(OWN_SOURCE + "-");
    }

    /**
     * Records a batch in the order given, within the caller's transaction; one answer each. Subjects must be registered.
     * Locks the subjects' rows first and publishes one {@link FactsRecorded} for what was new. Known is what equals any
     * version of the same fact: a late copy of an older version changes nothing, unless its own {@code knownFrom} says that
     * it is later than the version that counts. A correction is known from its own {@code knownFrom} where that is later
     * than the corrected version's, else from now.
     */
    List<Recorded> record(List<NewFact> facts, How how);

    /** Voids a mistaken fact with a reason; refused when it is void already. Its subject is decided anew. */
    FactId voidFact(FactId id, String reason, String by);

    /** Several for one reason, or none where one of them is refused; whatever they are about is decided anew once. */
    List<FactId> voidFacts(Set<FactId> ids, String reason, String by);

    /**
     * What the rules see: the facts of some kinds about some subjects that had happened by the end of {@code asOf},
     * after {@code after} (exclusive, null = ever), were known at {@code knownAt} and not void then; with the facts of those
     * that were known to be merged into them, as theirs. One query.
     */
    Map<SubjectId, List<Fact>> seen(
            Collection<SubjectId> subjects,
            Set<String> kinds,
            @org.jspecify.annotations.Nullable LocalDate after,
            LocalDate asOf,
            Instant knownAt);

    /**
     * What the rules may ever have seen: the facts of some kinds about some subjects that had happened by the end of a
     * day, void ones included, and those of whatever was ever merged into them. A fact may come more than once. One query.
     */
    Map<SubjectId, List<Remembered>> remembered(Collection<SubjectId> subjects, Set<String> kinds, LocalDate until);

    List<Fact> find(Collection<FactId> ids);

    /**
     * The latest facts about a subject and those merged into it now, void ones included, newest first; each with the
     * subject that it was told about.
     */
    List<Fact> timeline(SubjectId subject, int from, int size);

    /** How many facts that are not void were told about a subject itself, by kind, the most first. */
    Map<String, Long> numbers(SubjectId subject);

    /** How the void ones among them lost their place, as known now. */
    Map<FactId, Voiding> voidings(Collection<FactId> ids);

    /**
     * @param history recorded without opening cases
     * @param since when a fact was known that does not say so itself; a correction never by {@code OCCURRED}
     */
    record How(boolean history, Since since) {
        public enum Since {
            RECORDED,
            OCCURRED
        }

        public static final How NOW = new How(false, Since.RECORDED);
        public static final How HISTORY = new How(true, Since.RECORDED);
        /** What the office knew all along and only the program did not. */
        public static final How PAST = new How(true, Since.OCCURRED);
    }
}
