package gridwork.cases.appeal;

import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.platform.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who had a hand in facts (经手人): whoever did anything in the cases that they came from, and whom they name themselves. */
@Component
class FirstHands {
    private static final List<String> NAMED = List.of("inspectors", "by");
    private final StoredReplies stored;

    FirstHands(StoredReplies stored) {
        this.stored = stored;
    }

    /** @param earlier cases of earlier replies about the same: who looked then does not look again */
    Set<String> in(List<Fact> facts, Collection<Long> earlier) {
        List<Long> cases = new ArrayList<>(earlier);
        Set<String> hands = new TreeSet<>();
        for (Fact each : facts) {
            if (Facts.isOwn(each.source())) {
                String reference = each.reference();
                Ids.read(reference.substring(0, Math.max(0, reference.indexOf('/'))))
                        .ifPresent(cases::add);
            }
            NAMED.stream()
                    .map(each.payload()::get)
                    .filter(Objects::nonNull)
                    .flatMap(said -> said instanceof Collection<?> all ? all.stream() : Stream.of(said))
                    .forEach(said -> hands.add(String.valueOf(said)));
        }
        hands.addAll(stored.handsIn(cases));
        return hands;
    }
}
