package gridwork.signals;

import gridwork.facts.FactsRecorded;
import gridwork.facts.SubjectId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Throws where a decision or a case would, for the subjects that a test tells it. */
@Component
class Trouble {
    final Set<SubjectId> about = ConcurrentHashMap.newKeySet();

    @EventListener
    void on(FactsRecorded recorded) {
        if (recorded.kinds().keySet().stream().anyMatch(about::contains)) {
            throw new IllegalStateException("trouble, as the test wants it");
        }
    }
}
