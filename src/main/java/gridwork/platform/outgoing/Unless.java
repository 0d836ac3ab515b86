package gridwork.platform.outgoing;

/** What makes a message needless that was only to follow where another one of the same notice did not arrive. */
public enum Unless {
    /** One of them was read. */
    READ,
    /** One of them reached its receiver, as the receiver says itself, or was read. */
    RECEIVED
}
