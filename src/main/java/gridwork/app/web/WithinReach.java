package gridwork.app.web;

import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.street.Jurisdiction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Whatever stands under {@code /subjects/{kind}/{code}}, in pages and API and of whichever module, is only there for
 * officers whose duties reach the subject; for others it does not exist.
 */
final class WithinReach implements HandlerInterceptor {
    private final ObjectProvider<Subjects> subjects;
    private final ObjectProvider<Jurisdiction> jurisdiction;

    WithinReach(ObjectProvider<Subjects> subjects, ObjectProvider<Jurisdiction> jurisdiction) {
        this.subjects = subjects;
        this.jurisdiction = jurisdiction;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts
                && parts.get("kind") instanceof String kind
                && parts.get("code") instanceof String code
                && asked(kind, code)
                        .filter(it -> !jurisdiction
                                .getObject()
                                .reach()
                                .covers(it.ref().kind(), it.area()))
                        .isPresent()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return true;
    }

    private Optional<Subject> asked(String kind, String code) {
        return ref(kind, code).flatMap(subjects.getObject()::find);
    }

    /** Empty when the words of an address name no subject. */
    static Optional<SubjectRef> ref(String kind, String code) {
        String bare = code.startsWith("/") ? code.substring(1) : code;
        return SubjectRef.isOne(kind, bare) ? Optional.of(new SubjectRef(kind, bare)) : Optional.empty();
    }
}
