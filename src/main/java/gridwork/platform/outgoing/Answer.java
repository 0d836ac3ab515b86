package gridwork.platform.outgoing;

import java.util.function.Function;

/** What came of sending a message. */
public sealed interface Answer {
    /** @param id the receiver's own number for it; empty = none */
    record Accepted(String id, String said) implements Answer {}

    /** This one is not taken, however often it is sent. */
    record Refused(String said) implements Answer {}

    /** This one was not taken now; it is tried again. */
    record NotNow(String said) implements Answer {}

    /** The receiver is not there: all that wait for it wait longer. */
    record Down(String said) implements Answer {}

    record NoAddress() implements Answer {}

    default <T> T fold(
            Function<Accepted, T> accepted,
            Function<Refused, T> refused,
            Function<NotNow, T> notNow,
            Function<Down, T> down,
            Function<NoAddress, T> noAddress) {
        if (this instanceof Accepted it) {
            return accepted.apply(it);
        }
        if (this instanceof Refused it) {
            return refused.apply(it);
        }
        if (this instanceof NotNow it) {
            return notNow.apply(it);
        }
        return this instanceof Down it ? down.apply(it) : noAddress.apply((NoAddress) this);
    }
}
