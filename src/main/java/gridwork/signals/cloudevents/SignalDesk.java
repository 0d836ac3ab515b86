package gridwork.signals.cloudevents;

import gridwork.facts.PersonalData;
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

/**
 * What an officer may do with signals: look, mend, send on their way again. What came stays as it came; personal data in it
 * is masked for those who need not see it.
 */
@Component
public class SignalDesk implements ParkedSignals {
    private static final Logger LOG = LoggerFactory.getLogger(SignalDesk.class);
    private final Inbox inbox;
    private final Envelopes envelopes;
    private final PersonalData personal;

    SignalDesk(Inbox inbox, Envelopes envelopes, PersonalData personal) {
        this.inbox = inbox;
        this.envelopes = envelopes;
        this.personal = personal;
    }

    public record Found(List<Signal> signals, long total) {}

    public Found page(Signal.@Nullable State state, String text, int from, int size) {
        Inbox.Page page = inbox.page(state, text, from, size);
        return new Found(page.signals().stream().map(this::shown).toList(), page.total());
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
        return page(Signal.State.PARKED, "", 0, most).signals();
    }

    public Signal find(SignalId id) {
        return shown(kept(id));
    }

    private Signal kept(SignalId id) {
        return inbox.find(id).orElseThrow(() -> new Refused("signal-not-found"));
    }

    private Signal shown(Signal it) {
        return new Signal(
                it.id(),
                it.source(),
                it.eventId(),
                it.type(),
                it.subject(),
                it.receivedAt(),
                it.state(),
                it.tries(),
                personal.shown(it.body()),
                it.headers(),
                it.mended() == null ? null : personal.shown(it.mended()),
                it.errorCode(),
                it.errorField(),
                it.errorField() == null || it.errorValue() == null
                        ? it.errorValue()
                        : personal.shown(it.errorField(), it.errorValue()));
    }

    /** As one readable text, however it came. */
    public String readable(SignalId id) {
        return personal.shown(envelopes.readable(kept(id)));
    }

    /** @param text the event as structured JSON; unchanged = as it came, what is masked in it = as it was */
    public void replay(SignalId id, String text, String by) {
        Signal signal = kept(id);
        String before = envelopes.readable(signal);
        String after = personal.restored(text, before);
        boolean changed =
                !after.strip().replace("\r\n", "\n").equals(before.strip().replace("\r\n", "\n"));
        if (changed) {
            Optional<CloudEvent> mended = envelopes.structured(after);
            if (mended.isEmpty()) {
                throw new Refused("signal-mended");
            }
            if (!mended.get().getId().equals(signal.eventId())
                    || !mended.get().getSource().toString().equals(signal.source())) {
                throw new Refused("signal-mended-identity");
            }
        }
        if (!inbox.replay(id, changed ? after : null, by)) {
            throw new Refused("signal-not-parked");
        }
        LOG.info("signal {} goes its way again{}", id.value(), changed ? ", mended" : "");
    }
}
