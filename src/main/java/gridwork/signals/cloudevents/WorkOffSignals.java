package gridwork.signals.cloudevents;

import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.InboxWork;
import gridwork.signals.Signal;
import gridwork.signals.SignalId;
import gridwork.signals.SignalLimits;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Makes facts of what waits in the inbox: the facts, the decisions they change and the cases that move commit together
 * with the signal's mark, or not at all. Several share a commit; where that fails, each is done again alone.
 */
@Component
@EnableConfigurationProperties(SignalLimits.class)
public class WorkOffSignals implements InboxWork {
    private static final Logger LOG = LoggerFactory.getLogger(WorkOffSignals.class);
    private final Inbox inbox;
    private final Envelopes envelopes;
    private final SignalFacts reader;
    private final Facts facts;
    private final Work work;
    private final SignalLimits limits;

    WorkOffSignals(Inbox inbox, Envelopes envelopes, SignalFacts reader, Facts facts, Work work, SignalLimits limits) {
        this.inbox = inbox;
        this.envelopes = envelopes;
        this.reader = reader;
        this.facts = facts;
        this.work = work;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "signals";
    }

    @Override
    public int run() {
        int met = 0;
        for (int some = together(); some > 0; some = together()) {
            met += some;
        }
        return met;
    }

    private int together() {
        List<Signal> claimed = new ArrayList<>();
        try {
            work.run(() -> {
                claimed.clear();
                claimed.addAll(inbox.claim(limits.together()));
                record(claimed);
            });
        } catch (RuntimeException together) {
            if (claimed.isEmpty()) {
                throw together;
            }
            LOG.info("{} signals are done again, each alone", claimed.size(), together);
            claimed.forEach(each -> alone(each.id()));
        }
        return claimed.size();
    }

    private void alone(SignalId id) {
        List<Signal> claimed = new ArrayList<>();
        try {
            work.run(() -> {
                claimed.clear();
                inbox.claim(id).ifPresent(claimed::add);
                record(claimed);
            });
        } catch (RuntimeException failure) {
            if (claimed.isEmpty()) {
                throw failure;
            }
            failed(claimed.get(0), failure);
        }
    }

    private void record(List<Signal> signals) {
        List<Signal> fine = new ArrayList<>();
        List<NewFact> news = new ArrayList<>();
        for (Signal each : signals) {
            CloudEvent event = envelopes.event(each).orElse(null);
            SignalFacts.Reading reading =
                    event == null ? SignalFacts.Reading.refused("signal-no-cloud-event", "", "") : reader.read(event);
            if (reading.fact() == null) {
                inbox.park(each.id(), Objects.requireNonNull(reading.refused()));
            } else {
                fine.add(each);
                news.add(reading.fact());
            }
        }
        if (fine.isEmpty()) {
            return;
        }
        List<Recorded> answers = facts.record(news, Facts.How.NOW);
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Recorded.Refused refused) {
                inbox.park(fine.get(i).id(), refused);
            } else {
                inbox.done(fine.get(i).id());
            }
        }
    }

    private void failed(Signal signal, RuntimeException failure) {
        String reference = Long.toString(Ids.next(), 36).toUpperCase(Locale.ROOT);
        LOG.error("{} signal {} failed, try {}", reference, signal.id().value(), signal.tries() + 1, failure);
        if (signal.tries() + 1 >= limits.tries()) {
            inbox.park(signal.id(), new Recorded.Refused("signal-failed", "", reference));
        } else {
            Duration pause = limits.retryAfter().multipliedBy(1L << Math.min(signal.tries(), 10));
            inbox.tryLater(signal.id(), pause, reference);
        }
    }
}
