package gridwork.signals.cloudevents;

import gridwork.platform.Refused;
import gridwork.signals.ParkedSignals;
import gridwork.signals.Signal;
import gridwork.signals.SignalId;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What an officer may do with signals: look, mend, send on their way again. What came stays as it came. */
@Component
public class SignalDesk implements ParkedSignals {
    private static final Logger LOG = LoggerFactory.getLogger(SignalDesk.class);
    private final Inbox inbox;
    private final Envelopes envelopes;

    SignalDesk(Inbox inbox, Envelopes envelopes) {
        this.inbox = inbox;
        this.envelopes = envelopes;
    }

    public record Found(List<Signal> signals, long total) {}

    public Found page(Signal.@Nullable State state, String text, int from, int size) {
        Inbox.Page page = inbox.page(state, text, from, size);
        return new Found(page.signals(), page.total());
    }

    public Map<Signal.State, Long> counts() {
        return inbox.counts();
    }

    @Override
    public long count() {
        return counts().getOrDefault(Signal.State.PARKED, 0L);
    }

    @Override
    public List<Signal> latest(int most) {
        return inbox.page(Signal.State.PARKED, "", 0, most).signals();
    }

    public Signal find(SignalId id) {
        return inbox.find(id).orElseThrow(() -> new Refused("signal-not-found"));
    }

    /** As one readable text, however it came. */
    public String readable(Signal signal) {
        return envelopes.readable(signal);
    }

    /** @param text the event as structured JSON; unchanged = as it came */
    public void replay(SignalId id, String text, String by) {
        Signal signal = find(id);
        boolean changed = !text.strip()
                .replace("\r\n", "\n")
                .equals(readable(signal).strip().replace("\r\n", "\n"));
        if (changed) {
            Optional<CloudEvent> mended = envelopes.structured(text);
            if (mended.isEmpty()) {
                throw new Refused("signal-mended");
            }
            if (!mended.get().getId().equals(signal.eventId())
                    || !mended.get().getSource().toString().equals(signal.source())) {
                throw new Refused("signal-mended-identity");
            }
        }
        if (!inbox.replay(id, changed ? text : null, by)) {
            throw new Refused("signal-not-parked");
        }
        LOG.info("signal {} goes its way again{}", id.value(), changed ? ", mended" : "");
    }
}
