package gridwork.rules;

import java.time.Duration;
import java.util.Set;

/**
 * How far around a new fact the patterns look, and at what.
 *
 * @param kinds of the moment: one of these makes a pattern
 * @param span what belongs to one finding lies no further apart than this
 * @param metres nor further than this; 0 = at any distance
 * @param ofSubject only facts about the same subject
 * @param lasting kinds that count for a while after they occurred, e.g. permits
 * @param lasts how long at most
 */
public record Reach(
        Set<String> kinds, Duration span, int metres, boolean ofSubject, Set<String> lasting, Duration lasts) {}
