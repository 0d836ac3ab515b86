package gridwork.street;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at each request whether the account is still what it was at sign-in: a closed account and one with a new
 * password are out at once, changed duties count at once, and a one-time password opens nothing but the page on which it
 * is changed.
 */
final class StillInOffice extends OncePerRequestFilter {
    private static final List<String> FREE = List.of("/web/", "/login", "/logout", "/error", "/actuator/health");
    private static final String OWN_PASSWORD = "/account/password";
    private final Door door;

    StillInOffice(Door door) {
        this.door = door;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = path(request);
        return FREE.stream().anyMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || !(signedIn.getPrincipal() instanceof OfficerAtTheDoor then)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<OfficerAtTheDoor> now = door.find(then.getUsername());
        if (now.isEmpty() || !then.holdsAs(now.get())) {
            leave(request, response);
        } else if (now.get().mustChangePassword() && !path(request).equals(OWN_PASSWORD)) {
            changeFirst(request, response);
        } else {
            goOn(signedIn, now.get());
            chain.doFilter(request, response);
        }
    }

    private static void goOn(Authentication signedIn, OfficerAtTheDoor now) {
        if (Set.copyOf(now.getAuthorities()).equals(Set.copyOf(signedIn.getAuthorities()))) {
            return;
        }
        now.eraseCredentials();
        var fresh = UsernamePasswordAuthenticationToken.authenticated(now, null, now.getAuthorities());
        fresh.setDetails(signedIn.getDetails());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(fresh);
        SecurityContextHolder.setContext(context);
    }

    private static void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (isPage(request)) {
            response.sendRedirect(request.getContextPath() + "/login?ended");
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static void changeFirst(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isPage(request)) {
            response.sendRedirect(request.getContextPath() + OWN_PASSWORD);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
