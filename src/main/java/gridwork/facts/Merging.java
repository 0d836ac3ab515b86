package gridwork.facts;

import java.time.Instant;

/**
 * Two entries of the register that are one subject (并户).
 *
 * @param merged the one that takes part in nothing any more
 * @param into the one for which everything counts
 * @param since from when the office knew
 */
public record Merging(Subject merged, Subject into, Instant since, String by, String reason) {}
