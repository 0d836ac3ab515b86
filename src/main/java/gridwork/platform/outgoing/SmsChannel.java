package gridwork.platform.outgoing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A gateway for short messages: {@code {"id", "to", "text", "receipts"}} by POST, answered with {@code {"id"}}, its own
 * number. Whether the phone got it, it says later at the address in {@code receipts}.
 */
@Component
@Order(3)
class SmsChannel implements Channel {
    private final OutgoingSettings settings;
    private final Addresses addresses;
    private final Gateways gateways;
    private final ObjectMapper json = new ObjectMapper();

    SmsChannel(OutgoingSettings settings, Addresses addresses, Gateways gateways) {
        this.settings = settings;
        this.addresses = addresses;
        this.gateways = gateways;
    }

    @Override
    public String id() {
        return SMS;
    }

    @Override
    public boolean isSetUp() {
        return settings.sms().isSetUp();
    }

    @Override
    public boolean reaches(String receiver) {
        return isSetUp() && addresses.phone(receiver).isPresent();
    }

    @Override
    public Answer send(Message message) {
        return addresses
                .phone(message.receiver())
                .map(phone -> send(message, phone))
                .orElseGet(Answer.NoAddress::new);
    }

    private Answer send(Message message, String phone) {
        String text = Masked.numbers(
                settings.english() ? message.text().en() : message.text().zh());
        ObjectNode body = json.createObjectNode();
        body.put("id", message.key())
                .put("to", phone)
                .put("text", (text + " " + settings.page(message.link())).strip())
                .put("receipts", settings.page(ReceiptDoor.PATH + SMS));
        return gateways.post(
                settings.sms(),
                message.key(),
                Map.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                this::idIn);
    }

    private String idIn(String answer) {
        try {
            return json.readTree(answer).path("id").asText("");
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }
}
