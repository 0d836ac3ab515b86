package gridwork.cases.notices;

import gridwork.platform.BackgroundWork;
import gridwork.platform.StreetClock;
import gridwork.platform.outgoing.Outgoing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages how many notices their reader has not read: server-sent events, one for each change. Which messages
 * there are is asked of the database about once a second, for all who listen at this node together, so it does not matter
 * which node wrote them.
 */
@Component
public class Bell implements BackgroundWork {
    /** Then the page asks anew, and whoever has left office meanwhile is not let in again. */
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** Tells the living from the dead, and keeps proxies from closing what is quiet. */
    private static final Duration BEAT = Duration.ofSeconds(20);

    private static final int A_SESSION = 4;
    private final Outgoing outgoing;
    private final StreetClock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Instant beat = Instant.EPOCH;

    Bell(Outgoing outgoing, StreetClock clock) {
        this.outgoing = outgoing;
        this.clock = clock;
    }

    private static final class Listener {
        private final String officer;
        private final String session;
        private final SseEmitter to;
        private volatile long told;

        Listener(String officer, String session, long told) {
            this.officer = officer;
            this.session = session;
            this.told = told;
            this.to = new SseEmitter(LONGEST.toMillis());
        }
    }

    @Override
    public String name() {
        return "bell";
    }

    /** A page listens. Of one session's the oldest is sent to rest where there are too many: it listens again when it is looked at. */
    public SseEmitter listen(String officer, String session) {
        var listener = new Listener(officer, session, outgoing.unread(officer));
        listener.to.onCompletion(() -> listeners.remove(listener));
        listener.to.onTimeout(listener.to::complete);
        listener.to.onError(gone -> listeners.remove(listener));
        List<Listener> same = new ArrayList<>(
                listeners.stream().filter(each -> each.session.equals(session)).toList());
        for (; same.size() >= A_SESSION; same.remove(0)) {
            rest(same.get(0));
        }
        listeners.add(listener);
        tell(listener, "unread", String.valueOf(listener.told));
        return listener.to;
    }

    private void rest(Listener oldest) {
        if (tell(oldest, "rest", "")) {
            oldest.to.complete();
        }
        listeners.remove(oldest);
    }

    int listening() {
        return listeners.size();
    }

    @Override
    public int run() {
        if (listeners.isEmpty()) {
            return 0;
        }
        Map<String, Long> unread =
                outgoing.unread(listeners.stream().map(each -> each.officer).collect(Collectors.toSet()));
        Collection<Listener> changed = listeners.stream()
                .filter(each -> each.told != unread.getOrDefault(each.officer, 0L))
                .toList();
        changed.forEach(each -> {
            each.told = unread.getOrDefault(each.officer, 0L);
            tell(each, "unread", String.valueOf(each.told));
        });
        Instant now = clock.now();
        if (Duration.between(beat, now).abs().compareTo(BEAT) >= 0) {
            beat = now;
            listeners.forEach(each -> tell(each, "", ""));
        }
        return changed.size();
    }

    private boolean tell(Listener listener, String event, String data) {
        try {
            listener.to.send(
                    event.isEmpty()
                            ? SseEmitter.event().comment("")
                            : SseEmitter.event().name(event).data(data));
            return true;
        } catch (IOException | IllegalStateException gone) {
            listeners.remove(listener);
            return false;
        }
    }
}
