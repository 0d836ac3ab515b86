package gridwork.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Answers for whatever a controller, a filter or the server could not do. */
@ControllerAdvice
@Controller
@ConditionalOnWebApplication
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class FailedRequests implements ErrorController {
    private static final int SHOWN = 60;
    private final Failures failures;

    FailedRequests(Failures failures) {
        this.failures = failures;
    }

    /** After a form: back to the page it stood on, which shows the sentence. */
    @ExceptionHandler
    @Nullable
    ModelAndView refused(Refused refused, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        Optional<String> form = formPage(request);
        Failures.Failure failure = failures.of(refused, request, locale);
        if (form.isEmpty()) {
            return failures.answer(failure, request, response, request.getRequestURI());
        }
        RequestContextUtils.getOutputFlashMap(request).put("refused", refused);
        RequestContextUtils.saveOutputFlashMap(form.get(), request, response);
        return new ModelAndView("redirect:" + form.get());
    }

    /** A word where a number, a date or a choice was asked for. */
    @ExceptionHandler
    @Nullable
    ModelAndView unreadable(
            TypeMismatchException unreadable, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        if (formPage(request).isPresent()) {
            return refused(new Refused("input-unreadable", shown(unreadable.getValue())), request, response, locale);
        }
        String path = request.getRequestURI();
        return failures.answer(failures.of(400, unreadable, request, path, locale), request, response, path);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "…";
    }

    @ExceptionHandler
    @Nullable
    ModelAndView failed(Exception failed, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws Exception {
        if (failed instanceof AccessDeniedException || failed instanceof AuthenticationException) {
            throw failed;
        }
        int status = failed instanceof MaxUploadSizeExceededException
                ? HttpStatus.PAYLOAD_TOO_LARGE.value()
                : failed instanceof ErrorResponse known ? known.getStatusCode().value() : 500;
        String path = request.getRequestURI();
        return failures.answer(failures.of(status, failed, request, path, locale), request, response, path);
    }

    /** Whoever listened has gone: there is nobody to answer, and nothing failed. */
    @ExceptionHandler
    @Nullable
    ModelAndView gone(AsyncRequestNotUsableException gone) {
        return null;
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer it ? it : 404;
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String it ? it : "/error";
        Throwable cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable it ? it : null;
        return failures.answer(failures.of(status, cause, request, path, locale), request, response, path);
    }

    /** The page of this house from which a form was sent. */
    private static Optional<String> formPage(HttpServletRequest request) {
        String referrer = request.getHeader(HttpHeaders.REFERER);
        if (referrer == null
                || !request.getMethod().equals("POST")
                || request.getHeader("HX-Request") != null
                || !Failures.wantsPage(request, request.getRequestURI())) {
            return Optional.empty();
        }
        try {
            URI page = URI.create(referrer);
            String host = request.getHeader(HttpHeaders.HOST);
            return page.getRawAuthority() != null && page.getRawAuthority().equals(host) && page.getRawPath() != null
                    ? Optional.of(page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
