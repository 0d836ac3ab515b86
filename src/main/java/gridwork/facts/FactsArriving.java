package gridwork.facts;

import java.util.Set;

/**
 * Facts are about to be recorded or voided in the running transaction, before the rows of their subjects are locked: who
 * needs a lock of another kind takes it now, so that everybody locks in the same order.
 *
 * @param history true for an import of the past: nothing is decided on it at once
 */
public record FactsArriving(Set<String> kinds, boolean history) {}
