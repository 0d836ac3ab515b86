package gridwork.app.web;

import gridwork.platform.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What goes out when something is refused or missing: a page to people, problem details (RFC 9457) to programs. */
@ControllerAdvice
@ConditionalOnWebApplication
class Failures extends ResponseEntityExceptionHandler {
    private final MessageSource messages;

    Failures(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    Object refused(Refused refusal, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (isPage(request)) {
            ModelAndView page = new ModelAndView("refused", HttpStatus.UNPROCESSABLE_ENTITY);
            page.addObject("refused", refusal);
            return page;
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                messages.getMessage(
                        "refused." + refusal.code(), refusal.arguments().toArray(), locale));
        problem.setType(URI.create("urn:gridwork:refused:" + refusal.code()));
        problem.setProperty("code", refusal.code());
        return ResponseEntity.unprocessableEntity()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ServletWebRequest web = (ServletWebRequest) request;
        HttpServletResponse response = web.getResponse();
        if (response == null || response.isCommitted() || !isPage(web.getRequest())) {
            return super.handleExceptionInternal(failure, body, headers, status, request);
        }
        try {
            response.sendError(status.value());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return null;
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)
                || request.getHeader("HX-Request") != null;
    }
}
