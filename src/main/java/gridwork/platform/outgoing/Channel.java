package gridwork.platform.outgoing;

/** A way on which messages leave (渠道). Sends one at a time, and may be asked by several threads. */
public interface Channel {
    /** What is read in the pages of this program: it is there as soon as it is written. */
    String PAGE = "page";

    String WEBHOOK = "webhook";
    String SMS = "sms";
    String MAIL = "mail";

    /** As the rules and the queue name it. */
    String id();

    /** Whether there is a gateway to send to. */
    boolean isSetUp();

    /** Whether it knows an address of its own for an officer or a role@area. */
    boolean reaches(String receiver);

    /** Sends it with its key, by which a receiver knows what it has had already. Waits some seconds at most. */
    Answer send(Message message);
}
