package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Gridwork;
import gridwork.decisions.SignalFindings;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on a database of its own. */
class ExplainTest {
    private final SubjectRef meter = new SubjectRef("device", "meter");
    private final SubjectRef camera = new SubjectRef("device", "camera");
    private final SubjectRef gate = new SubjectRef("device", "gate");

    @TempDir
    Path data;

    private String explain(String... words) {
        Typed typed = Typed.at(data, "explain", words);
        assertThat(typed.code()).as(typed.out()).isZero();
        return typed.out();
    }

    private static SubjectDetails at(double latitude) {
        return new SubjectDetails("西溪路口", null, null, BigDecimal.valueOf(latitude), BigDecimal.valueOf(120.16), null);
    }

    private static NewFact seen(
            SubjectRef about, String kind, Instant at, @Nullable BigDecimal amount, Map<String, Object> payload) {
        return new NewFact(about, kind, null, at, null, "street", kind + "-1", null, amount, payload);
    }

    @Test
    void a_finding_from_signals_is_explained_by_its_rules_and_its_evidence() {
        String finding;
        String about;
        try (House house = House.open(Gridwork.class, data)) {
            Instant roar = house.get(StreetClock.class).now().minusSeconds(3600);
            Work work = house.get(Work.class);
            work.run(() -> house.get(Subjects.class)
                    .register(Map.of(meter, at(30.27), camera, at(30.2702), gate, at(30.279))));
            work.run(() -> house.get(Facts.class)
                    .record(
                            List.of(
                                    seen(meter, "noise-reading", roar, BigDecimal.valueOf(97), Map.of()),
                                    seen(camera, "plate-capture", roar.plusSeconds(2), null, Map.of("plate", "浙B1")),
                                    seen(gate, "parking-entry", roar.plusSeconds(200), null, Map.of("plate", "浙B1"))),
                            Facts.How.NOW));
            SignalFindings.Line line = house.get(SignalFindings.class)
                    .page(parameters -> "1 = 1", 0, 9)
                    .lines()
                    .get(0);
            finding = String.valueOf(line.id().value());
            about = line.subject().ref().toString();
        }

        assertThat(explain(about, "--fact", finding))
                .contains("炸街", "SP-010", "noise-reading-1", "plate-capture-1", "parking-entry-1", "device/gate");
        assertThat(explain(about, "--fact", finding, "--json"))
                .contains("\"pattern\" : \"roaring-vehicle\"", "\"same\" : true", "\"subject\" : \"device/meter\"");
    }
}
