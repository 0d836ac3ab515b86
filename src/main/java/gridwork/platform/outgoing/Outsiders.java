package gridwork.platform.outgoing;

import java.util.Optional;

/**
 * People outside the office who may be told something (办事人): where they are reached is asked when a message is sent, of
 * whoever keeps it, so that no queue holds it.
 */
public interface Outsiders {
    /** @param receiver as the queue names them, e.g. {@code application/123}; empty = unknown here, or nothing is kept any more */
    Optional<String> phone(String receiver);
}
