package gridwork.platform.outgoing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Phones and mail addresses, as they are configured, or as whoever keeps them says: neither the queue nor its pages hold any. */
@Component
class Addresses {
    private final Map<String, String> phones = new HashMap<>();
    private final Map<String, String> mails = new HashMap<>();

    private final List<Outsiders> outsiders;

    Addresses(OutgoingSettings settings, List<Outsiders> outsiders) {
        this.outsiders = outsiders;
        for (OutgoingSettings.Address each : settings.addresses()) {
            boolean twice = !each.phone().isBlank() && phones.put(each.of(), each.phone()) != null
                    || !each.mail().isBlank() && mails.put(each.of(), each.mail()) != null;
            if (twice) {
                throw new IllegalArgumentException("gridwork.notices.addresses has two of " + each.of());
            }
        }
    }

    Optional<String> phone(String of) {
        return Optional.ofNullable(phones.get(of))
                .or(() -> outsiders.stream()
                        .flatMap(each -> each.phone(of).stream())
                        .findFirst());
    }

    Optional<String> mail(String of) {
        return Optional.ofNullable(mails.get(of));
    }
}
