package gridwork.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Statements;
import gridwork.TestClock;
import gridwork.facts.FactId;
import gridwork.facts.FactsArriving;
import gridwork.facts.FactsRecorded;
import gridwork.facts.FactsRecorded.Touched;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What looking for patterns asks the database, as Spring's own log tells it. */
@GridworkTest
class PatternQueriesAreCountedTest {
    @Autowired
    FindPatterns patterns;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private SubjectId subject() {
        var ref = new SubjectRef("device", "Q" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails("x", null, null, null, null, null))));
        return subjects.find(ref).orElseThrow().id();
    }

    @Test
    void a_batch_of_signals_of_every_kind_asks_once() {
        SubjectId subject = subject();
        List<Touched> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (String kind :
                    List.of("noise-reading", "plate-capture", "parking-entry", "truck-pass", "event-report")) {
                batch.add(new Touched(
                        new FactId(Ids.next()), subject, kind, clock.now().minusSeconds(3600L * i), null, null, true));
            }
        }
        var recorded = new FactsRecorded(Map.of(subject, Set.of("noise-reading")), batch, false);
        assertThat(Statements.of(() -> work.run(() -> patterns.find(recorded)))).hasSize(1);
    }

    @Test
    void other_facts_and_imports_of_the_past_ask_nothing() {
        SubjectId subject = subject();
        var violation = new Touched(
                new FactId(Ids.next()), subject, "violation", Objects.requireNonNull(clock.now()), null, null, true);
        var noise = new Touched(new FactId(Ids.next()), subject, "noise-reading", clock.now(), null, null, true);
        assertThat(Statements.of(() -> work.run(() -> {
                    patterns.lock(new FactsArriving(Set.of("violation", "check"), false));
                    patterns.lock(new FactsArriving(Set.of("noise-reading"), true));
                    patterns.find(new FactsRecorded(Map.of(subject, Set.of("violation")), List.of(violation), false));
                    patterns.find(new FactsRecorded(Map.of(subject, Set.of("noise-reading")), List.of(noise), true));
                })))
                .isEmpty();
    }
}
