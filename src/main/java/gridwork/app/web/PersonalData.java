package gridwork.app.web;

import gridwork.facts.FactKinds;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Personal data among what facts say: the properties that some kind of fact marks {@code x-personal}. Who acts on it sees
 * it; for others the middle is masked.
 */
@Component
@ConditionalOnWebApplication
class PersonalData {
    private static final int KEPT_BEFORE = 2;
    private static final int KEPT_AFTER = 1;
    private static final String MASK = "•••";

    private final Set<String> properties;
    private final Set<String> readers;

    PersonalData(FactKinds kinds, @Value("${gridwork.personal-data-readers}") Set<String> readers) {
        this.properties = kinds.personal();
        this.readers = readers;
    }

    /** Words and numbers as the signed-in officer may see them; what holds more than that is left out. */
    Map<String, String> shown(Map<String, Object> payload) {
        Map<String, String> shown = new LinkedHashMap<>();
        boolean open = mayRead();
        payload.forEach((name, held) -> {
            if (held != null
                    && !(held instanceof Map)
                    && !(held instanceof Collection<?> many && many.stream().anyMatch(Map.class::isInstance))
                    && !held.toString().isBlank()) {
                shown.put(name, open || !properties.contains(name) ? held.toString() : masked(held.toString()));
            }
        });
        return shown;
    }

    private boolean mayRead() {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null
                && signedIn.getAuthorities().stream().anyMatch(each -> readers.contains(each.getAuthority()));
    }

    static String masked(@Nullable String text) {
        if (text == null || text.length() <= KEPT_BEFORE + KEPT_AFTER) {
            return MASK;
        }
        return text.substring(0, KEPT_BEFORE) + MASK + text.substring(text.length() - KEPT_AFTER);
    }
}
