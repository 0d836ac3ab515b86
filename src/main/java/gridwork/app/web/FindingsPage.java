package gridwork.app.web;

import gridwork.decisions.DecisionId;
import gridwork.decisions.SignalFindings;
import gridwork.facts.FactsAround.Located;
import gridwork.facts.PersonalData;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Jurisdiction;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What several signals mean together (信号线索), as far as the reader's duties reach. */
@Controller
@ConditionalOnWebApplication
class FindingsPage {
    private static final int ROWS = 50;
    private final SignalFindings findings;
    private final Jurisdiction jurisdiction;
    private final Areas areas;
    private final PersonalData personal;
    private final StreetClock clock;

    FindingsPage(
            SignalFindings findings, Jurisdiction jurisdiction, Areas areas, PersonalData personal, StreetClock clock) {
        this.findings = findings;
        this.jurisdiction = jurisdiction;
        this.areas = areas;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * A fact of the evidence in words.
     *
     * @param number its mark in the sketch
     * @param details what it says, personal data masked for those who need not see it
     */
    public record Piece(int number, Located located, LocalDateTime at, String link, Map<String, String> details) {}

    @GetMapping("/findings")
    String findings(@RequestParam(defaultValue = "0") int from, Model model) {
        SignalFindings.Lines page = findings.page(jurisdiction.reach()::ofSubjects, Math.max(0, from), ROWS);
        model.addAttribute("lines", page.lines());
        model.addAttribute("zone", clock.zone());
        model.addAttribute("areas", names());
        model.addAttribute("page", new Paging(page.total(), Math.max(0, from), ROWS, "/findings"));
        return "app/findings";
    }

    @GetMapping("/findings/{id}")
    String finding(@PathVariable long id, Model model) {
        SignalFindings.Finding finding = findings.find(new DecisionId(id))
                .filter(this::seen)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("finding", finding);
        model.addAttribute("at", local(finding.fact().occurredAt()));
        model.addAttribute("area", finding.area() == null ? null : names().get(finding.area()));
        model.addAttribute("link", Links.to(finding.subject().ref()));
        model.addAttribute("values", personal.shown(finding.values()));
        model.addAttribute("evidence", pieces(finding.evidence()));
        model.addAttribute("sketch", FindingSketch.of(finding.evidence()));
        return "app/finding";
    }

    private boolean seen(SignalFindings.Finding finding) {
        AreaId area = finding.area() == null ? null : new AreaId(finding.area());
        return jurisdiction.reach().covers(finding.subject().ref().kind(), area);
    }

    private List<Piece> pieces(List<Located> evidence) {
        List<Piece> pieces = new ArrayList<>();
        for (Located each : evidence) {
            pieces.add(new Piece(
                    pieces.size() + 1,
                    each,
                    local(each.fact().occurredAt()),
                    Links.to(each.subject().ref()),
                    personal.shown(each.fact().payload())));
        }
        return pieces;
    }

    private LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, clock.zone());
    }

    private Map<String, String> names() {
        return areas.all().stream()
                .collect(Collectors.toMap(each -> each.id().value(), Area::name, (one, other) -> one));
    }
}
