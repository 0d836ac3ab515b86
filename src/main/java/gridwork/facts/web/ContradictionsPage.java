package gridwork.facts.web;

import gridwork.facts.Contradictions;
import gridwork.platform.Paging;
import gridwork.street.Jurisdiction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What sources say differently, to be settled by voiding what is wrong. */
@Controller
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OFFICE_CLERK')")
@ConditionalOnWebApplication
class ContradictionsPage {
    private static final int ROWS = 25;
    private final Contradictions contradictions;
    private final ContradictionWords words;
    private final Jurisdiction jurisdiction;

    ContradictionsPage(Contradictions contradictions, ContradictionWords words, Jurisdiction jurisdiction) {
        this.contradictions = contradictions;
        this.words = words;
        this.jurisdiction = jurisdiction;
    }

    @GetMapping("/contradictions")
    String list(@RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "0") int from, Model model) {
        int start = Math.max(0, from);
        Contradictions.Page page = contradictions.page(text, jurisdiction.reach(), start, ROWS);
        model.addAttribute(
                "all", page.contradictions().stream().map(words::told).toList());
        model.addAttribute("text", text);
        model.addAttribute(
                "paging",
                new Paging(
                        page.total(),
                        start,
                        ROWS,
                        UriComponentsBuilder.fromPath("/contradictions")
                                .queryParam("text", "{text}")
                                .encode()
                                .buildAndExpand(text)
                                .toUriString()));
        return "facts/contradictions";
    }
}
