package gridwork.platform.outgoing;

import gridwork.platform.Label;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands.
 *
 * @param due when it is sent, or tried again
 * @param tries how often it was tried in a row
 * @param answer what the receiver, or the way to it, said last; empty = nothing yet
 * @param remoteId the receiver's own number for it; empty = none
 */
public record Message(
        MessageId id,
        String key,
        long notice,
        String kind,
        String channel,
        String receiver,
        String about,
        Label title,
        Label text,
        String link,
        boolean urgent,
        State state,
        Instant made,
        Instant due,
        int tries,
        @Nullable Instant sent,
        @Nullable Instant received,
        @Nullable Instant read,
        String answer,
        String remoteId) {
    public enum State {
        /** It is sent when it is due, or tried again. */
        WAITING,
        /** The channel took it. */
        SENT,
        /** It reached its receiver: the receiver says so. */
        RECEIVED,
        READ,
        /** Refused, undeliverable, or not taken for so long that nobody tries any more. */
        FAILED,
        /** Nobody has set the channel up. */
        NOT_SET_UP,
        /** The channel has no address of the receiver. */
        NO_ADDRESS,
        /** It was only to follow where an earlier one did not arrive, and that one did. */
        NOT_NEEDED;

        /** As it is kept, and as the message catalogue names it. */
        public String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /** Whether somebody may send it again by hand. */
        public boolean failed() {
            return this == FAILED || this == NOT_SET_UP || this == NO_ADDRESS;
        }
    }
}
