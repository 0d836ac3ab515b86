package gridwork.cases;

import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who acts at the moment, and from where. */
@Component
public class Doer {
    private final IdentityService identity;

    Doer(IdentityService identity) {
        this.identity = identity;
    }

    /** The officer; null = the program itself. */
    public @Nullable String officer() {
        var ofEngine = identity.getCurrentAuthentication();
        if (ofEngine != null) {
            return ofEngine.getUserId();
        }
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn == null || signedIn instanceof AnonymousAuthenticationToken ? null : signedIn.getName();
    }

    public String cameBy() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web)) {
            return "program";
        }
        String path = web.getRequest().getRequestURI();
        if (path.contains("/camunda/")) {
            return "tasklist";
        }
        return path.contains("/engine-rest/") ? "rest" : "page";
    }

    /** Works as the program itself: what the running officer may not do, a rule or a plan may. */
    public void asProgram(Runnable work) {
        var officer = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            work.run();
        } finally {
            if (officer != null) {
                identity.setAuthentication(officer);
            }
        }
    }
}
