package gridwork.platform.outgoing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, step by step (回执); only ever added.
 *
 * @param what sent, down, failed, refused, no-address, not-set-up, not-needed, received, read, undelivered or again
 * @param answer what the receiver, or the way to it, said
 * @param by the officer who did it; null = the program or the receiver
 */
public record Receipt(
        MessageId message,
        Instant at,
        String what,
        String answer,
        @Nullable String by) {}
