package gridwork.platform.outgoing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue of what goes out, and what became of it. */
public interface Outgoing {
    /** Written in the running transaction; sent after it. What the queue has already under the same key is not told again. */
    void queue(Collection<NewMessage> messages);

    /** The channels there are, in the order in which they are shown. */
    List<Channel> channels();

    /** Whether a channel is there, set up, and has an address of its own for an officer or a role@area. */
    boolean reaches(String channel, String receiver);

    record Page(List<Message> messages, long total) {}

    /**
     * What an officer is told in the pages, newest first.
     *
     * @param unread only what is not read yet
     * @param text a part of its title or its text; blank = all
     */
    Page told(String receiver, boolean unread, String text, int from, int size);

    /** How much of it is not read yet. */
    default long unread(String receiver) {
        return unread(List.of(receiver)).getOrDefault(receiver, 0L);
    }

    /** The same of many, in one query; who has read everything is absent. */
    Map<String, Long> unread(Collection<String> receivers);

    /** Marks it read by its receiver, the first time; empty = there is no such message for this receiver. */
    Optional<Message> read(String receiver, MessageId id);

    /** All that was told until now. */
    int readAll(String receiver);

    /**
     * @param channel null = all
     * @param state null = all
     * @param text a part of the receiver, the title or what it is about; blank = all
     */
    record Asked(@Nullable String channel, Message.@Nullable State state, String text, int from, int size) {}

    /** Newest first. */
    Page page(Asked asked);

    Map<Message.State, Long> counts(@Nullable String channel);

    /** What became of some, each in the order of time; one query. */
    Map<MessageId, List<Receipt>> receipts(Collection<MessageId> ids);

    /** What failed is sent once more, by hand. Refused where it did not fail, or not any more. */
    void again(MessageId id, String by);

    /**
     * How a channel stands.
     *
     * @param waiting how many are due and not sent
     * @param since since when the oldest of them waits; null = nothing waits
     */
    record Stand(
            String channel,
            boolean setUp,
            long waiting,
            @Nullable Instant since) {}

    List<Stand> stands();

    /** Deletes what was made before a moment and will not be sent any more, with its receipts; says how much it was. */
    int forget(Instant madeBefore, int most);
}
