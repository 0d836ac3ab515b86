package gridwork.facts.web;

import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.facts.SubjectsInReach;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Area;
import gridwork.street.Areas;
import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Two entries are found to be one subject: who is asked sees beforehand what moves. */
@Controller
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OFFICE_CLERK')")
@ConditionalOnWebApplication
class MergePages {
    private final Subjects subjects;
    private final SubjectsInReach reached;
    private final Facts facts;
    private final FactKinds kinds;
    private final Areas areas;
    private final Work work;

    MergePages(Subjects subjects, SubjectsInReach reached, Facts facts, FactKinds kinds, Areas areas, Work work) {
        this.subjects = subjects;
        this.reached = reached;
        this.facts = facts;
        this.kinds = kinds;
        this.areas = areas;
        this.work = work;
    }

    /** How many facts of a kind. */
    record Counted(Label kind, long facts) {}

    /** @param into a code of the same kind */
    @PostMapping("/subjects/edit/{id}/same-as")
    String choose(@PathVariable long id, @RequestParam String into, RedirectAttributes then) {
        Subject one = find(id);
        String code = into.strip();
        if (!SubjectRef.isOne(one.ref().kind(), code)) {
            throw new Refused("subject-code", code);
        }
        Subject other = find(new SubjectRef(one.ref().kind(), code));
        then.addAttribute("subject", one.ref());
        then.addAttribute("into", other.ref());
        return "redirect:/subjects/merge";
    }

    @GetMapping("/subjects/merge")
    String confirm(@RequestParam String subject, @RequestParam String into, Model model) {
        Subject one = find(RegisterPages.ref(subject));
        Subject other = find(RegisterPages.ref(into));
        model.addAttribute("one", one);
        model.addAttribute("other", other);
        model.addAttribute("back", RegisterPages.page(one.ref()));
        model.addAttribute("moving", numbers(one));
        model.addAttribute("staying", numbers(other));
        model.addAttribute(
                "places",
                areas.all().stream().collect(Collectors.toMap(each -> each.id().value(), Area::name)));
        return "facts/merge";
    }

    private List<Counted> numbers(Subject subject) {
        return facts.numbers(subject.id()).entrySet().stream()
                .map(each -> new Counted(
                        kinds.find(each.getKey()).map(FactKind::title).orElse(new Label(each.getKey(), each.getKey())),
                        each.getValue()))
                .toList();
    }

    @PostMapping("/subjects/edit/{id}/merge")
    String merge(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String into,
            @RequestParam String reason,
            Principal by,
            RedirectAttributes then) {
        Subject one = find(id);
        Subject other = find(RegisterPages.ref(into));
        work.run(() -> subjects.merge(one.id(), other.id(), RegisterPages.checked(reason), by.getName(), version));
        then.addFlashAttribute("done", "facts.merged");
        return "redirect:" + RegisterPages.page(other.ref());
    }

    @PostMapping("/subjects/edit/{id}/part")
    String part(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String reason,
            Principal by,
            RedirectAttributes then) {
        Subject one = find(id);
        work.run(() -> subjects.part(one.id(), RegisterPages.checked(reason), by.getName(), version));
        then.addFlashAttribute("done", "facts.parted");
        return "redirect:" + RegisterPages.page(one.ref());
    }

    private Subject find(long id) {
        return reached.find(new SubjectId(id)).orElseThrow(() -> RegisterPages.notFound(String.valueOf(id)));
    }

    private Subject find(SubjectRef ref) {
        return reached.find(ref).orElseThrow(() -> RegisterPages.notFound(ref.toString()));
    }
}
