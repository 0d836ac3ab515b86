package gridwork.app.demo;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class DemonstrationPages {
    private final DemonstrationProgress progress;

    DemonstrationPages(DemonstrationProgress progress) {
        this.progress = progress;
    }

    /** The part of a page that asks for itself again until all is in. */
    @GetMapping(path = "/demonstration/progress", produces = MediaType.TEXT_HTML_VALUE)
    String part(Model model) {
        model.addAttribute("progress", progress.state());
        return "app/demonstration :: progress(${progress})";
    }

    @GetMapping(path = "/demonstration/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    DemonstrationProgress.State state() {
        return progress.state();
    }
}
