package gridwork.cases.engine;

import gridwork.platform.Refused;
import jakarta.ws.rs.WebApplicationException;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The engine's own web interfaces know nothing of our refusals: there a refusal leaves as its sentence with status 400, which
 * the Tasklist shows. Everybody else gets the refusal itself.
 */
@Component
class SpokenRefusals {
    /** The engine's interface knows no 422. */
    private static final int BAD_REQUEST = 400;

    private final MessageSource messages;

    SpokenRefusals(MessageSource messages) {
        this.messages = messages;
    }

    RuntimeException toCaller(Refused refused) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web)) {
            return refused;
        }
        String path = web.getRequest().getRequestURI();
        if (!path.contains("/engine-rest/") && !path.contains("/camunda/api/")) {
            return refused;
        }
        Locale locale = LocaleContextHolder.getLocale();
        String sentence = messages.getMessage(
                "refused." + refused.code(), refused.arguments().toArray(), locale);
        return new Spoken(sentence, refused);
    }

    static final class Spoken extends WebApplicationException {
        Spoken(String sentence, Refused refused) {
            super(sentence, refused, BAD_REQUEST);
        }
    }
}
