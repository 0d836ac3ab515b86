package gridwork.platform.outgoing;

import gridwork.platform.StreetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due, one at a time for each channel and node. The row stays locked while its receiver is asked, so no other
 * node sends it meanwhile, and a node that dies lets go of it by dying: it is then sent again, with the same key.
 */
@Component
class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    /** So long nothing is tried on a channel whose receiver was not there. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final StoredOutgoing queue;
    private final TransactionTemplate transaction;
    private final OutgoingSettings.Retry retry;
    private final StreetClock clock;
    private final Map<String, Instant> downSince = new ConcurrentHashMap<>();

    Sending(StoredOutgoing queue, PlatformTransactionManager manager, OutgoingSettings settings, StreetClock clock) {
        this.queue = queue;
        this.transaction = new TransactionTemplate(manager);
        this.retry = settings.retry();
        this.clock = clock;
    }

    private enum Came {
        NOTHING_DUE,
        DONE,
        /** Its receiver took it, so it is there. */
        TAKEN,
        /** Nothing more on this channel for now. */
        STOP
    }

    /** All that is due on a channel; says how many were dealt with. */
    int run(Channel channel) {
        Instant down = downSince.get(channel.id());
        Instant now = clock.now();
        if (down != null && !now.isBefore(down) && now.isBefore(down.plus(REST))) {
            return 0;
        }
        int met = 0;
        Came came = one(channel);
        while (came != Came.NOTHING_DUE) {
            met++;
            if (came == Came.STOP || Thread.currentThread().isInterrupted()) {
                return met;
            }
            came = one(channel);
        }
        return met;
    }

    private Came one(Channel channel) {
        var came = new AtomicReference<>(Came.NOTHING_DUE);
        transaction.executeWithoutResult(
                status -> queue.claim(channel.id()).ifPresent(each -> came.set(dealWith(each, channel))));
        return Objects.requireNonNull(came.get());
    }

    private Came dealWith(Message message, Channel channel) {
        if (queue.isNeedless(message.id())) {
            queue.ended(message, Message.State.NOT_NEEDED, "not-needed", "");
            return Came.DONE;
        }
        if (!channel.isSetUp()) {
            queue.ended(message, Message.State.NOT_SET_UP, "not-set-up", "");
            return Came.DONE;
        }
        Came came = channel.send(message)
                .fold(
                        accepted -> {
                            queue.sent(message, accepted.id(), accepted.said());
                            return Came.TAKEN;
                        },
                        refused -> {
                            queue.ended(message, Message.State.FAILED, "refused", refused.said());
                            return Came.DONE;
                        },
                        notNow -> later(message, "failed", notNow.said(), Came.DONE),
                        down -> later(message, "down", down.said(), Came.STOP),
                        nobody -> {
                            queue.ended(message, Message.State.NO_ADDRESS, "no-address", "");
                            return Came.DONE;
                        });
        remember(channel, message, came);
        return came;
    }

    private Came later(Message message, String what, String said, Came then) {
        boolean givenUp = clock.now().isAfter(queue.wantedSince(message.id()).plus(retry.giveUpAfter()));
        if (givenUp) {
            queue.ended(message, Message.State.FAILED, what, said);
        } else {
            queue.later(message, retry.after(message.tries() + 1), what, said);
        }
        LOG.info(
                "message {} by {} was not taken: {} time(s)",
                message.id().value(),
                message.channel(),
                message.tries() + 1);
        return then;
    }

    private void remember(Channel channel, Message message, Came came) {
        if (came == Came.STOP) {
            if (downSince.put(channel.id(), clock.now()) == null) {
                LOG.warn("the receiver of {} is not there; what is for it waits", channel.id());
            }
        } else if (came == Came.TAKEN && (downSince.remove(channel.id()) != null || message.tries() > 0)) {
            int forward = queue.bringForward(channel.id());
            LOG.info("the receiver of {} is there again; {} waited for it", channel.id(), forward);
        }
    }
}
