package gridwork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.facts.SubjectRef;
import gridwork.platform.Ids;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A platform that sends CloudEvents over real HTTP under a source and a key of its own. */
public final class Sender {
    private final int port;
    private final String source = "urn:sender:" + Ids.next();
    private final String key;
    private final WorkOffSignals signals;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    public Sender(int port, SignalKeys keys, WorkOffSignals signals) {
        this.port = port;
        this.signals = signals;
        this.key = keys.make(source, "试验平台", "admin");
    }

    public String source() {
        return source;
    }

    /**
     * A signal.
     *
     * @param time with an offset
     * @param data {@code category} and {@code amount} among it
     */
    public record Signal(String id, String kind, SubjectRef subject, String time, Map<String, Object> data) {}

    /** What came back at once. */
    public record Reply(int status, JsonNode body) {
        /** The reason why the only signal was refused; empty = it was not. */
        public String refused() {
            return body.path("refused").path(0).path("code").asText();
        }
    }

    /** Each in a request of its own. */
    public void send(List<Signal> all) {
        all.forEach(this::send);
    }

    /** It is accepted and worked off at once. */
    public void send(Signal signal) {
        Reply reply = post(signal);
        if (reply.status() != 202) {
            throw new AssertionError(signal + " was answered with " + reply.status());
        }
        workOff();
    }

    /**
     * Nothing is made of it before {@link #workOff}.
     *
     * @param time in the street
     */
    public Reply send(String id, String kind, SubjectRef subject, String time, Map<String, Object> data) {
        return post(new Signal(id, kind, subject, time + "+08:00", data));
    }

    /** A code with which one of its reports is followed. */
    public HttpResponse<String> code(String id) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signals/follow-codes?id=" + id))
                            .header("Authorization", "Bearer " + key)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public String codeOf(String id) {
        try {
            return json.readTree(code(id).body()).path("code").asText();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What has come becomes facts and decisions. */
    public void workOff() {
        signals.run();
    }

    private Reply post(Signal signal) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("type", "gridwork.fact." + signal.kind() + ".v1");
        event.put("source", source);
        event.put("id", signal.id());
        event.put("subject", signal.subject().toString());
        event.put("time", signal.time());
        event.put("datacontenttype", "application/json");
        event.put("data", signal.data());
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signals"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/cloudevents+json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(event)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(answer.statusCode(), json.readTree(answer.body()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
