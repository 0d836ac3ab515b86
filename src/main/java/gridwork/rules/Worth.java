package gridwork.rules;

import java.math.BigDecimal;

/**
 * What one fact brings to a score.
 *
 * @param fact its id
 * @param measure the score's name
 * @param points before any cap
 */
public record Worth(long fact, String measure, BigDecimal points) {}
