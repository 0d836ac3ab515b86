package gridwork.platform.outgoing;

import gridwork.platform.Label;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message for the queue.
 *
 * @param key what tells it from every other one, at most 190 characters: told twice it is one, and the receiver knows it by it
 * @param notice what tells of the same has one number, whoever is told and by which way
 * @param party which of those who are told it belongs to, e.g. {@code community}
 * @param kind what it is, e.g. {@code clock-breached}
 * @param channel see {@link Channel#id}
 * @param receiver an officer's name or role@area; its address is the channel's business
 * @param about e.g. {@code case/123}
 * @param text as it goes out: no more personal data than the receiver needs
 * @param link the page of this program, from its root
 * @param due not before
 * @param unless null = in any case
 * @param awaited the party whose reading or receiving makes it needless
 */
public record NewMessage(
        String key,
        long notice,
        String party,
        String kind,
        String channel,
        String receiver,
        String about,
        Label title,
        Label text,
        String link,
        boolean urgent,
        Instant due,
        @Nullable Unless unless,
        String awaited) {}
