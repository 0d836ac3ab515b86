package gridwork.street.web;

import gridwork.platform.Label;
import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.street.Clocks;
import gridwork.street.Matter;
import gridwork.street.Remit;
import gridwork.street.catalogue.CatalogueFile;
import gridwork.street.catalogue.CatalogueWords;
import gridwork.street.catalogue.EditMatters;
import gridwork.street.catalogue.KnownParts;
import gridwork.street.catalogue.MatterDraft;
import gridwork.street.catalogue.MatterQuery;
import gridwork.street.catalogue.StoredCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The catalogue (一张清单): everybody reads it, administrators change it. */
@Controller
@ConditionalOnWebApplication
class CataloguePages {
    private static final int CHANGES_SHOWN = 100;
    /** Empty lines below a checklist. */
    private static final int BLANKS = 3;

    private final StoredCatalogue catalogue;
    private final EditMatters edits;
    private final CatalogueFile file;
    private final CatalogueWords.Now now;
    private final Clocks clocks;
    private final KnownParts parts;
    private final StreetClock clock;

    CataloguePages(
            StoredCatalogue catalogue,
            EditMatters edits,
            CatalogueFile file,
            CatalogueWords.Now now,
            Clocks clocks,
            KnownParts parts,
            StreetClock clock) {
        this.catalogue = catalogue;
        this.edits = edits;
        this.file = file;
        this.now = now;
        this.clocks = clocks;
        this.parts = parts;
        this.clock = clock;
    }

    @ModelAttribute("words")
    CatalogueWords words() {
        return now.words();
    }

    @ModelAttribute("parts")
    KnownParts parts() {
        return parts;
    }

    @ModelAttribute("clocks")
    List<Clocks.Kind> clocks() {
        return clocks.all();
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @ModelAttribute("today")
    LocalDate today() {
        return clock.today();
    }

    @GetMapping("/catalogue")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String remit,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        MatterQuery asked = new MatterQuery(q, remit, department, process, state, on, from);
        List<Matter> found = asked.of(catalogue.on(on), clock.today());
        model.addAttribute("asked", asked);
        model.addAttribute("states", MatterQuery.STATES);
        model.addAttribute(
                "matters",
                found.stream().skip(asked.from()).limit(MatterQuery.ROWS).toList());
        model.addAttribute(
                "page", new Paging(found.size(), asked.from(), MatterQuery.ROWS, asked.address("/catalogue")));
        return "street/catalogue";
    }

    @GetMapping("/catalogue.{ending:csv|xlsx}")
    void export(
            @PathVariable String ending,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String remit,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        List<Matter> found =
                new MatterQuery(q, remit, department, process, state, on, 0).of(catalogue.on(on), clock.today());
        TableFile.Shape shape = TableFile.Shape.of(ending);
        response.setContentType(shape.contentType());
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"catalogue-" + clock.today() + "." + ending + "\"");
        file.write(found, shape, response.getOutputStream(), locale);
    }

    @GetMapping("/catalogue/matters/{id}")
    String matter(
            @PathVariable String id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            Locale locale,
            Model model) {
        Matter matter = catalogue.on(on).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused("matter-not-found", id));
        model.addAttribute("matter", matter);
        model.addAttribute("on", on);
        model.addAttribute("state", MatterQuery.stateOf(matter, on == null ? clock.today() : on));
        model.addAttribute("revision", catalogue.revision(id));
        model.addAttribute("fixed", edits.isOfTheProgram(id));
        model.addAttribute("history", edits.history(id, CHANGES_SHOWN, locale));
        return "street/matter";
    }

    @GetMapping("/catalogue/new")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String fresh(@RequestParam(defaultValue = "") String like, Model model) {
        MatterDraft draft = catalogue.find(like).map(MatterDraft::of).orElseGet(MatterDraft::fresh);
        model.addAttribute("blanks", BLANKS);
        return form("", 0, draft.renamed(""), List.of(), "", model);
    }

    @GetMapping("/catalogue/matters/{id}/edit")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String edit(@PathVariable String id, Model model) {
        model.addAttribute("blanks", BLANKS);
        return form(id, catalogue.revision(id), MatterDraft.of(known(id)), List.of(), "", model);
    }

    @PostMapping("/catalogue/new")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String create(HttpServletRequest request, Principal by, Locale locale, Model model, RedirectAttributes then) {
        return save("", 0, request, by, locale, model, then);
    }

    @PostMapping("/catalogue/matters/{id}/edit")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String change(
            @PathVariable String id,
            @RequestParam int revision,
            HttpServletRequest request,
            Principal by,
            Locale locale,
            Model model,
            RedirectAttributes then) {
        return save(known(id).id(), revision, request, by, locale, model, then);
    }

    /** What is wrong is said beside what was written, and nothing of that is lost. */
    private String save(
            String id,
            int revision,
            HttpServletRequest request,
            Principal by,
            Locale locale,
            Model model,
            RedirectAttributes then) {
        MatterDraft sent = MatterForm.draft(request, words());
        MatterDraft draft = id.isEmpty() ? sent : sent.renamed(id);
        String reason = request.getParameter("reason");
        EditMatters.Saved saved = request.getParameter("more") == null
                ? edits.save(draft, revision, reason == null ? "" : reason, by.getName(), locale)
                : EditMatters.Saved.NOT_YET;
        if (!saved.done()) {
            model.addAttribute("blanks", request.getParameter("more") == null ? BLANKS : 3 * BLANKS);
            return form(id, revision, draft, saved.wrong(), reason == null ? "" : reason, model);
        }
        then.addFlashAttribute("done", "street.catalogue.done");
        return "redirect:/catalogue/matters/" + draft.cell("id").strip();
    }

    private String form(
            String id, int revision, MatterDraft draft, List<EditMatters.Said> wrong, String reason, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("revision", revision);
        model.addAttribute("draft", draft);
        model.addAttribute("wrong", wrong);
        model.addAttribute("reason", reason);
        model.addAttribute("fixed", edits.isOfTheProgram(id));
        return "street/matter-edit";
    }

    @PostMapping("/catalogue/matters/{id}/retire")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String retire(
            @PathVariable String id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate last,
            @RequestParam String reason,
            Principal by,
            RedirectAttributes then) {
        edits.retire(known(id), last, reason, by.getName());
        then.addFlashAttribute("done", "street.catalogue.retired");
        return "redirect:/catalogue/matters/" + id;
    }

    @GetMapping("/catalogue/remits")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String remits(Model model) {
        model.addAttribute("remits", catalogue.remits());
        model.addAttribute("counts", edits.mattersByRemit());
        return "street/remits";
    }

    @PostMapping("/catalogue/remits")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String remit(
            @RequestParam String id,
            @RequestParam String zh,
            @RequestParam(defaultValue = "") String en,
            Principal by,
            RedirectAttributes then) {
        catalogue.put(new Remit(id.strip(), new Label(zh.strip(), en.strip())), "", by.getName());
        then.addFlashAttribute("done", "street.catalogue.done");
        return "redirect:/catalogue/remits";
    }

    private Matter known(String id) {
        return catalogue.find(id).orElseThrow(() -> new Refused("matter-not-found", id));
    }
}
