package gridwork.signals.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.signals.Signal;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The three ways in which CloudEvents come over HTTP (CloudEvents HTTP binding 1.0.2, section 3). */
@Component
class Envelopes {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String SPECVERSION = "ce-specversion";
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private final JsonFormat format = new JsonFormat();
    private final JsonFactory factory = new JsonFactory();
    private final ObjectMapper json = new ObjectMapper();

    /** Empty = the request is none of the three. */
    Optional<List<Arrived>> open(@Nullable String contentType, Map<String, String> headers, byte[] body) {
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String type = contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (type.equals(BATCH)) {
            return split(text.get())
                    .map(all -> all.stream()
                            .map(each ->
                                    new Arrived(each, null, structured(each).orElse(null)))
                            .toList());
        }
        if (type.equals(STRUCTURED)) {
            return structured(text.get()).map(event -> List.of(new Arrived(text.get(), null, event)));
        }
        if (headers.containsKey(SPECVERSION)) {
            Map<String, String> own = new TreeMap<>();
            headers.forEach((name, held) -> {
                if (name.startsWith("ce-") || name.equals("content-type")) {
                    own.put(name, held);
                }
            });
            return binary(own, body).map(event -> List.of(new Arrived(text.get(), written(own), event)));
        }
        return Optional.empty();
    }

    /** The event of a kept signal: what an officer mended, else what came. */
    Optional<CloudEvent> event(Signal signal) {
        if (signal.mended() != null) {
            return structured(signal.mended());
        }
        if (signal.headers() == null) {
            return structured(signal.body());
        }
        try {
            return binary(
                    json.readValue(signal.headers(), HEADERS), signal.body().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored headers are no JSON", broken);
        }
    }

    /** The whole event as one readable text, however it came. */
    String readable(Signal signal) {
        String text = signal.mended() != null ? signal.mended() : signal.body();
        try {
            if (signal.mended() == null && signal.headers() != null) {
                text = event(signal)
                        .map(event -> new String(format.serialize(event), StandardCharsets.UTF_8))
                        .orElse(text);
            }
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text));
        } catch (JsonProcessingException asItCame) {
            return text;
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    Optional<CloudEvent> structured(String text) {
        try {
            return Optional.of(format.deserialize(text.getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException noCloudEvent) { // the reader's exceptions on hostile input have no common type
            return Optional.empty();
        }
    }

    private static Optional<CloudEvent> binary(Map<String, String> headers, byte[] body) {
        try {
            return Optional.of(HttpMessageFactory.createReader(headers, body).toEvent());
        } catch (RuntimeException noCloudEvent) { // as above
            return Optional.empty();
        }
    }

    /** Each event's own text, as it stands in the batch. */
    private Optional<List<String>> split(String text) {
        List<String> events = new ArrayList<>();
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getCharOffset();
                events.add(text.substring(start, Math.max(start, end)));
            }
            return parser.nextToken() == null ? Optional.of(events) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private String written(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
