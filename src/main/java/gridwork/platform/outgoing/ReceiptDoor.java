package gridwork.platform.outgoing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where gateways say what became of a message: {@code {"id", "state", "answer"}} by POST, signed with the channel's own
 * secret as {@link Signed} has it. {@code id} is our key or the gateway's own number; {@code state} is {@code received},
 * {@code read} or {@code failed}. The same twice is one, and what comes late takes nothing back.
 */
@RestController
@ConditionalOnWebApplication
class ReceiptDoor {
    static final String PATH = "/outgoing/receipts/";
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptDoor.class);
    private static final int LARGEST = 16 * 1024;
    private final StoredOutgoing queue;
    private final Map<String, OutgoingSettings.Gateway> gateways;
    private final Work work;
    private final StreetClock clock;
    private final ObjectMapper json;

    ReceiptDoor(StoredOutgoing queue, OutgoingSettings settings, Work work, StreetClock clock, ObjectMapper json) {
        this.queue = queue;
        this.gateways = Map.of(Channel.WEBHOOK, settings.webhook(), Channel.SMS, settings.sms());
        this.work = work;
        this.clock = clock;
        this.json = json;
    }

    @PostMapping(PATH + "{channel}")
    ResponseEntity<Void> take(
            @PathVariable String channel,
            @RequestHeader(value = Signed.ID, defaultValue = "") String id,
            @RequestHeader(value = Signed.TIMESTAMP, defaultValue = "") String timestamp,
            @RequestHeader(value = Signed.SIGNATURE, defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return status(HttpStatus.PAYLOAD_TOO_LARGE);
        }
        OutgoingSettings.Gateway gateway = gateways.get(channel);
        if (gateway == null || !Signed.isRight(gateway.secret(), id, timestamp, signature, body, clock.now())) {
            return status(HttpStatus.UNAUTHORIZED);
        }
        return status(taken(channel, body));
    }

    private HttpStatus taken(String channel, byte[] body) {
        JsonNode said;
        try {
            said = json.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException noJson) {
            return HttpStatus.BAD_REQUEST;
        }
        String state = said.path("state").asText();
        if (said.path("id").asText().isBlank() || !state.matches("received|read|failed")) {
            return HttpStatus.BAD_REQUEST;
        }
        var answered = new AtomicReference<>(HttpStatus.NOT_FOUND);
        work.run(() -> queue.byKey(channel, said.path("id").asText()).ifPresent(each -> {
            note(each, state, said.path("answer").asText(""));
            answered.set(HttpStatus.NO_CONTENT);
        }));
        HttpStatus known = Objects.requireNonNull(answered.get());
        LOG.info("a receipt by {} says {}: {}", channel, state, known.value());
        return known;
    }

    private void note(Message message, String state, String answer) {
        boolean fresh = message.received() == null && message.read() == null;
        if (state.equals("failed") && fresh && message.state() == Message.State.SENT) {
            queue.undelivered(message, answer);
        } else if (state.equals("received") && fresh) {
            queue.arrived(message, Message.State.RECEIVED, answer);
        } else if (state.equals("read") && message.read() == null) {
            queue.arrived(message, Message.State.READ, answer);
        }
    }

    private static ResponseEntity<Void> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
