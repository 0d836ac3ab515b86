package gridwork.cases.moves;

import gridwork.cases.Case;

/** What a return means for a process, where it is more than leading it from a step to another. */
public interface GoesBack {
    /** The process that has the step. */
    String process();

    /** Whether a case below has reached what is not undone: it goes on, and is not asked again. */
    default boolean goesOn(Case below) {
        return false;
    }

    /** A step is about to be asked again. */
    default void askedAgain(Case of, String step) {}
}
