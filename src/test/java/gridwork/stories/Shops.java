package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.TestClock;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.Standing;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import gridwork.street.AreaId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Shops of a story, of which everything is told by signals over real HTTP. */
class Shops {
    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Decisions decisions;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private final String source = "urn:shops:" + Ids.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private int port;
    private String key = "";

    Shops at(int port) {
        this.port = port;
        this.key = keys.make(source, "店铺数据", "admin");
        return this;
    }

    Shop open(String name, @Nullable AreaId area) {
        var ref = new SubjectRef("merchant", "S" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails(name, area, null, null, null, null))));
        return new Shop(ref, subjects.find(ref).orElseThrow().id());
    }

    final class Shop {
        private final SubjectRef ref;
        private final SubjectId id;

        private Shop(SubjectRef ref, SubjectId id) {
            this.ref = ref;
            this.id = id;
        }

        SubjectRef ref() {
            return ref;
        }

        String page() {
            return "/subjects/merchant/" + ref.code();
        }

        Shop told(String kind, String category, LocalDate on) {
            return told(kind, on, Map.of("category", category), null);
        }

        /** A signal, sent and worked off. */
        Shop told(String kind, LocalDate on, Map<String, Object> data, @Nullable String confidence) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("specversion", "1.0");
            event.put("type", "gridwork.fact." + kind + ".v1");
            event.put("source", source);
            event.put("id", String.valueOf(Ids.next()));
            event.put("subject", ref.toString());
            event.put("time", clock.startOf(on).plusSeconds(10 * 3600).toString());
            event.put("datacontenttype", "application/json");
            event.put("data", data);
            if (confidence != null) {
                event.put("confidence", confidence);
            }
            try {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signals"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(event)))
                        .build();
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(202);
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            long before = known();
            signals.run();
            assertThat(known()).as("the signal became a fact").isEqualTo(before + 1);
            return this;
        }

        /** Without what the program itself did about them. */
        private long known() {
            return facts.timeline(id, 0, 500).stream()
                    .filter(each -> !each.kind().equals("case-milestone"))
                    .count();
        }

        SubjectId id() {
            return id;
        }

        Standing standing() {
            return decisions.standing(id, "merchant-credit").orElseThrow();
        }

        /** The colour and the score. */
        String stands() {
            Standing it = standing();
            return it.result() + " " + it.headline();
        }

        List<LoggedDecision> logged() {
            List<LoggedDecision> all = decisions.history(id, "merchant-credit", 100);
            all.forEach(each -> assertThat(decisions.explain(each).sameAs(each))
                    .as("evaluated again it comes out the same: " + each)
                    .isTrue());
            return all;
        }

        /** The newest fact of a kind. */
        Fact last(String kind) {
            return facts.timeline(id, 0, 500).stream()
                    .filter(each -> each.kind().equals(kind))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
