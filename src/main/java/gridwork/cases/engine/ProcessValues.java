package gridwork.cases.engine;

/**
 * What expressions of a process may ask about its case by a plain name, e.g. {@code ${inspectors}}. It is read from the case
 * and not from variables, because whoever completes a task may send variables of any name.
 */
public interface ProcessValues {
    boolean knows(String name);

    /** Null where the case does not say: no condition holds then. */
    @org.jspecify.annotations.Nullable
    Object value(String name, String businessKey);
}
