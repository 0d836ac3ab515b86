package gridwork.signals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal in the inbox (收件箱).
 *
 * @param eventId the sender's own id: source and id are its identity
 * @param body as it came
 * @param headers the request's CloudEvents headers where the attributes came in those, JSON
 * @param mended what an officer made of a parked one; worked off in the place of {@code body}
 * @param errorCode a sentence {@code refused.<code>} for why it is parked or waits to be tried again
 */
public record Signal(
        SignalId id,
        String source,
        String eventId,
        String type,
        String subject,
        Instant receivedAt,
        State state,
        int tries,
        String body,
        @Nullable String headers,
        @Nullable String mended,
        @Nullable String errorCode,
        @Nullable String errorField,
        @Nullable String errorValue) {
    public enum State {
        WAITING,
        DONE,
        PARKED
    }
}
