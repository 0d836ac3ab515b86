package gridwork.cases.own;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Pages behind a code: whatever lies in the address goes to nobody else, into no cache and into no search engine. */
public final class Quiet {
    private static final int TOO_MANY = 429;

    private Quiet() {}

    public static void keep(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    }

    /** One answer for every code that opens nothing, whatever the cause. */
    public static String nothing(boolean tooMany, HttpServletResponse response, Model model) {
        response.setStatus(tooMany ? TOO_MANY : HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("tooMany", tooMany);
        return "cases/own-nothing";
    }

    /** The same for what is no page. */
    public static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
