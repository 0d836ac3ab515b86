package gridwork.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * What goes out when something cannot be done: a code, a sentence that its reader can act on, and a reference that is in
 * the log too. As a page, or as problem details (RFC 9457) for programs.
 */
@Component
class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private final MessageSource messages;
    private final ObjectMapper json;

    Failures(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    record Failure(int status, String code, String sentence, String reference) {}

    Failure of(Refused refused, HttpServletRequest request, Locale locale) {
        Failure failure = new Failure(
                (refused.code().endsWith("-not-found") ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_ENTITY)
                        .value(),
                refused.code(),
                say(refused, locale),
                reference());
        LOG.info(
                "{} refused {} {}: {} {}",
                failure.reference(),
                request.getMethod(),
                request.getRequestURI(),
                refused.code(),
                refused.arguments());
        return failure;
    }

    String say(Refused refused, Locale locale) {
        String unknown = messages.getMessage("platform.error.422", null, locale);
        String sentence = messages.getMessage(
                "refused." + refused.code(), refused.arguments().toArray(), unknown, locale);
        return sentence == null ? unknown : sentence;
    }

    /** @param cause null = the server itself says so, and logged why */
    Failure of(int status, @Nullable Throwable cause, HttpServletRequest request, String path, Locale locale) {
        String general = messages.getMessage(status >= 500 ? "platform.error.500" : "platform.error.400", null, locale);
        String sentence = messages.getMessage("platform.error." + status, null, general, locale);
        Failure failure = new Failure(status, "http-" + status, sentence == null ? general : sentence, reference());
        if (status >= 500) {
            LOG.error("{} failed {} {}", failure.reference(), request.getMethod(), path, cause);
        } else {
            LOG.info("{} answered {} to {} {}", failure.reference(), status, request.getMethod(), path);
        }
        return failure;
    }

    private static String reference() {
        return Long.toString(Ids.next(), 36).toUpperCase(Locale.ROOT);
    }

    /** Null when the problem was written as problem details. */
    @Nullable
    ModelAndView answer(Failure failure, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        response.setStatus(failure.status());
        if (wantsPage(request, path)) {
            return page(failure);
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", URI.create("urn:gridwork:" + failure.code()));
        problem.put("title", failure.sentence());
        problem.put("status", failure.status());
        problem.put("code", failure.code());
        problem.put("reference", failure.reference());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), problem);
        return null;
    }

    private static ModelAndView page(Failure failure) {
        var page = new ModelAndView(view(failure), HttpStatus.valueOf(failure.status()));
        page.addObject("status", failure.status());
        page.addObject("code", failure.code());
        page.addObject("sentence", failure.sentence());
        page.addObject("reference", failure.reference());
        return page;
    }

    private static String view(Failure failure) {
        return failure.status() == 403 || failure.status() == 404 ? "error/" + failure.status() : "error";
    }

    static boolean wantsPage(HttpServletRequest request, String path) {
        String accept = request.getHeader("Accept");
        return !path.startsWith("/api/")
                && !path.startsWith("/engine-rest/")
                && (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                        || request.getHeader("HX-Request") != null);
    }
}
