package gridwork.platform.outgoing;

import gridwork.platform.StreetClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Posts to gateways: signed, in seconds, without following them elsewhere, and reads a page of their answer at most. */
@Component
class Gateways {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final int LONGEST = 4096;
    /** Timed out, too early, too many, not available: this one will be taken later. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 500, 502, 504, 507);

    private static final Set<Integer> DOWN = Set.of(429, 503);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final StreetClock clock;

    Gateways(StreetClock clock) {
        this.clock = clock;
    }

    /** @param idOf the receiver's own number in what it answered; empty = none */
    Answer post(
            OutgoingSettings.Gateway to,
            String key,
            Map<String, String> headers,
            byte[] body,
            Function<String, String> idOf) {
        long timestamp = clock.now().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.url()))
                .timeout(ANSWER)
                .header(Signed.ID, key)
                .header(Signed.TIMESTAMP, String.valueOf(timestamp))
                .header(Signed.SIGNATURE, Signed.signature(to.secret(), key, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            String said;
            try (InputStream answered = response.body()) {
                said = new String(answered.readNBytes(LONGEST), StandardCharsets.UTF_8);
            }
            return answer(response.statusCode(), said, idOf);
        } catch (IOException notThere) {
            return new Answer.Down(notThere.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.NotNow("stopped");
        }
    }

    private static Answer answer(int status, String said, Function<String, String> idOf) {
        String told = (status + " " + said).strip();
        if (status >= 200 && status < 300) {
            return new Answer.Accepted(idOf.apply(said), told);
        }
        if (DOWN.contains(status)) {
            return new Answer.Down(told);
        }
        return NOT_NOW.contains(status) ? new Answer.NotNow(told) : new Answer.Refused(told);
    }
}
