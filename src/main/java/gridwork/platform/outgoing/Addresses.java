package gridwork.platform.outgoing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Phones and mail addresses, as they are configured: neither the queue nor its pages hold any. */
@Component
class Addresses {
    private final Map<String, String> phones = new HashMap<>();
    private final Map<String, String> mails = new HashMap<>();

    Addresses(OutgoingSettings settings) {
        for (OutgoingSettings.Address each : settings.addresses()) {
            boolean twice = !each.phone().isBlank() && phones.put(each.of(), each.phone()) != null
                    || !each.mail().isBlank() && mails.put(each.of(), each.mail()) != null;
            if (twice) {
                throw new IllegalArgumentException("gridwork.notices.addresses has two of " + each.of());
            }
        }
    }

    Optional<String> phone(String of) {
        return Optional.ofNullable(phones.get(of));
    }

    Optional<String> mail(String of) {
        return Optional.ofNullable(mails.get(of));
    }
}
