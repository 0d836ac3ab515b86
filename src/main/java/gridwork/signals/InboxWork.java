package gridwork.signals;

/** Works off what has come in; called again and again, on every node. */
public interface InboxWork {
    String name();

    /** All that is due now; says how much there was. */
    int run();
}
