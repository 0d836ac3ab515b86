package gridwork.platform;

/** Works off what waits; called again and again, about once a second, on every node. */
public interface BackgroundWork {
    String name();

    /** All that is due now; says how much there was. */
    int run();
}
