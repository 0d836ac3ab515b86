package gridwork.platform.outgoing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The street's app: a CloudEvent with a link; who has which role there is the app's own business. */
@Component
@Order(2)
class WebhookChannel implements Channel {
    static final String TYPE = "gridwork.notice";
    private static final URI SOURCE = URI.create("/gridwork/notices");
    private final OutgoingSettings settings;
    private final Gateways gateways;
    private final ObjectMapper json = new ObjectMapper();
    private final JsonFormat format = new JsonFormat();

    WebhookChannel(OutgoingSettings settings, Gateways gateways) {
        this.settings = settings;
        this.gateways = gateways;
    }

    @Override
    public String id() {
        return WEBHOOK;
    }

    @Override
    public boolean isSetUp() {
        return settings.webhook().isSetUp();
    }

    @Override
    public boolean reaches(String receiver) {
        return isSetUp();
    }

    @Override
    public Answer send(Message message) {
        ObjectNode data = json.createObjectNode();
        data.put("receiver", message.receiver()).put("kind", message.kind()).put("urgent", message.urgent());
        data.putObject("title")
                .put("zh", Masked.numbers(message.title().zh()))
                .put("en", Masked.numbers(message.title().en()));
        data.putObject("text")
                .put("zh", Masked.numbers(message.text().zh()))
                .put("en", Masked.numbers(message.text().en()));
        data.put("link", settings.page(message.link()));
        data.put("receipts", settings.page(ReceiptDoor.PATH + WEBHOOK));
        var event = CloudEventBuilder.v1()
                .withId(message.key())
                .withSource(SOURCE)
                .withType(TYPE)
                .withTime(message.made().atOffset(ZoneOffset.UTC))
                .withSubject(message.about())
                .withData("application/json", data.toString().getBytes(StandardCharsets.UTF_8))
                .build();
        return gateways.post(
                settings.webhook(),
                message.key(),
                Map.of("Content-Type", JsonFormat.CONTENT_TYPE),
                format.serialize(event),
                said -> "");
    }
}
