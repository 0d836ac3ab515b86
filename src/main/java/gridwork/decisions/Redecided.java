package gridwork.decisions;

import java.util.Map;

/**
 * @param decided questions asked
 * @param changed results that differ from before, and were logged
 * @param results how many subjects of each result, by rule set
 */
public record Redecided(long decided, long changed, Map<String, Map<String, Long>> results) {}
