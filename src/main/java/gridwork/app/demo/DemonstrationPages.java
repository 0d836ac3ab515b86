package gridwork.app.demo;

import gridwork.platform.Demonstration;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class DemonstrationPages {
    private final Demonstration demonstration;
    private final DemonstrationProgress progress;

    DemonstrationPages(Demonstration demonstration, DemonstrationProgress progress) {
        this.demonstration = demonstration;
        this.progress = progress;
    }

    record Said(boolean madeUp) {}

    /** Asked by the engine's own web applications, which label themselves. */
    @GetMapping(path = "/demonstration", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Said said() {
        return new Said(demonstration.active());
    }

    /** The part of a page that asks for itself again until all is in; then the page is read anew. */
    @GetMapping(path = "/demonstration/progress", produces = MediaType.TEXT_HTML_VALUE)
    String part(Model model, HttpServletResponse response) {
        DemonstrationProgress.State state = progress.state();
        model.addAttribute("progress", state);
        if (!state.shown()) {
            response.setHeader("HX-Refresh", "true");
        }
        return "app/demonstration :: progress";
    }

    @GetMapping(path = "/demonstration/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    DemonstrationProgress.State state() {
        return progress.state();
    }
}
