package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.platform.Demonstration;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.outgoing.Outgoing;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What stands around every page; {@code layout.html} asks for it. */
@Component("frame")
@ConditionalOnWebApplication
class Frame {
    private final StreetClock clock;
    private final Officers officers;
    private final MessageSource messages;
    private final Demonstration demonstration;
    private final Decisions decisions;
    private final Outgoing outgoing;

    Frame(
            StreetClock clock,
            Officers officers,
            MessageSource messages,
            Demonstration demonstration,
            Decisions decisions,
            Outgoing outgoing) {
        this.outgoing = outgoing;
        this.clock = clock;
        this.officers = officers;
        this.messages = messages;
        this.demonstration = demonstration;
        this.decisions = decisions;
    }

    /**
     * @param who the officer's name; null before sign-in
     * @param release the number of the rules in force; null before sign-in
     * @param cutOff the moment the page was made
     * @param unread how many notices the reader has not read
     * @param otherLanguage where this page is in the other language
     */
    record Around(
            String language,
            String otherLanguage,
            @Nullable String who,
            List<Navigation.Section> navigation,
            boolean demonstration,
            @Nullable Integer release,
            ZonedDateTime cutOff,
            long unread) {}

    public Around around() {
        Locale locale = LocaleContextHolder.getLocale();
        boolean english = locale.getLanguage().equals("en");
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        boolean known =
                signedIn != null && signedIn.isAuthenticated() && !(signedIn instanceof AnonymousAuthenticationToken);
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        String other = ServletUriComponentsBuilder.newInstance()
                .path(path)
                .query(request.getQueryString())
                .replaceQueryParam("lang", english ? "zh" : "en")
                .build()
                .toUriString();
        return new Around(
                english ? "en" : "zh-CN",
                other,
                known ? nameOf(signedIn) : null,
                known ? Navigation.of(roles(signedIn), path) : List.of(),
                demonstration.active(),
                known ? decisions.release(clock.today()).number() : null,
                clock.now().atZone(clock.zone()),
                known ? outgoing.unread(signedIn.getName()) : 0);
    }

    private String nameOf(Authentication signedIn) {
        return officers.find(new OfficerId(signedIn.getName()))
                .map(Officer::name)
                .orElse(signedIn.getName());
    }

    private static Set<String> roles(Authentication signedIn) {
        return signedIn.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A sentence for the reader: of a refusal, of a key of the catalogue, or the text as it is. */
    public String say(Object what) {
        Locale locale = LocaleContextHolder.getLocale();
        if (what instanceof Refused refused) {
            return messages.getMessage(
                    "refused." + refused.code(), refused.arguments().toArray(), locale);
        }
        if (what instanceof MessageSourceResolvable sentence) {
            return messages.getMessage(sentence, locale);
        }
        String text = what.toString();
        String found = messages.getMessage(text, null, text, locale);
        return found == null ? text : found;
    }
}
