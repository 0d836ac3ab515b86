package gridwork.cases.moves.web;

import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.moves.ChangeSigners;
import gridwork.cases.moves.CopyCase;
import gridwork.cases.moves.MergeCase;
import gridwork.cases.moves.PassTask;
import gridwork.cases.moves.RemindDoer;
import gridwork.cases.moves.ReturnCase;
import gridwork.cases.moves.SplitCase;
import gridwork.cases.moves.SuspendCase;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.street.Jurisdiction;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What may be done with a case or a task apart from doing it, for those who see the case. */
@Controller
@RequestMapping("/cases/{id}/moves")
class MovePages {
    private final ReturnCase returning;
    private final PassTask passing;
    private final RemindDoer reminding;
    private final SuspendCase suspending;
    private final ChangeSigners signers;
    private final CopyCase copying;
    private final MergeCase merging;
    private final SplitCase splitting;
    private final Cases cases;
    private final CaseReaders readers;
    private final Jurisdiction jurisdiction;

    MovePages(
            ReturnCase returning,
            PassTask passing,
            RemindDoer reminding,
            SuspendCase suspending,
            ChangeSigners signers,
            CopyCase copying,
            MergeCase merging,
            SplitCase splitting,
            Cases cases,
            CaseReaders readers,
            Jurisdiction jurisdiction) {
        this.returning = returning;
        this.passing = passing;
        this.reminding = reminding;
        this.suspending = suspending;
        this.signers = signers;
        this.copying = copying;
        this.merging = merging;
        this.splitting = splitting;
        this.cases = cases;
        this.readers = readers;
        this.jurisdiction = jurisdiction;
    }

    @PostMapping("/return")
    String back(
            @PathVariable long id,
            @RequestParam String step,
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        returning.back(readable(id).id(), step, task.isEmpty() ? null : task, to, reason, officer());
        return done(id, "returned", then);
    }

    @PostMapping("/take-back")
    String takeBack(
            @PathVariable long id,
            @RequestParam String step,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        returning.takeBack(readable(id).id(), step, to, reason, officer());
        return done(id, "taken-back", then);
    }

    @PostMapping("/pass-on")
    String pass(
            @PathVariable long id,
            @RequestParam String task,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        passing.pass(readable(id).id(), task, new OfficerId(to), reason, officer());
        return done(id, "passed-on", then);
    }

    @PostMapping("/add-signer")
    String add(
            @PathVariable long id,
            @RequestParam String step,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        signers.add(readable(id).id(), step, new OfficerId(to), reason, officer());
        return done(id, "signer-added", then);
    }

    @PostMapping("/remove-signer")
    String remove(
            @PathVariable long id,
            @RequestParam String step,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        signers.remove(readable(id).id(), step, new OfficerId(to), reason, officer());
        return done(id, "signer-removed", then);
    }

    @PostMapping("/remind")
    String remind(
            @PathVariable long id,
            @RequestParam String task,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        reminding.remind(readable(id).id(), task, reason, officer());
        return done(id, "reminded", then);
    }

    @PostMapping("/copy")
    String copy(
            @PathVariable long id,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        copying.copy(readable(id).id(), new OfficerId(to), reason, officer());
        return done(id, "copied", then);
    }

    @PostMapping("/merge")
    String merge(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        merging.merge(readable(id).id(), readable(number(to)).id(), reason, officer());
        return done(id, "merged", then);
    }

    @PostMapping("/split")
    String split(
            @PathVariable long id,
            @RequestParam(defaultValue = "") Set<String> take,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        CaseId own = splitting.split(readable(id).id(), take, reason, officer());
        return done(own.value(), "split", then);
    }

    private static long number(String typed) {
        return Ids.read(typed.strip()).orElseThrow(() -> new Refused("merge-nothing-chosen"));
    }

    @PostMapping("/suspend")
    String suspend(@PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes then) {
        suspending.suspend(readable(id).id(), reason, officer());
        return done(id, "suspended", then);
    }

    @PostMapping("/resume")
    String resume(@PathVariable long id, RedirectAttributes then) {
        suspending.resume(readable(id).id(), officer());
        return done(id, "resumed", then);
    }

    /** Whoever saw the case only for the task that is gone from them goes on with their other work. */
    private String done(long id, String what, RedirectAttributes then) {
        then.addFlashAttribute("done", "cases.move.done." + what);
        return mayRead(id) ? "redirect:/cases/" + id : "redirect:/tasks";
    }

    private boolean mayRead(long id) {
        return cases.find(new CaseId(id))
                .filter(each -> readers.mayRead(each, cases.openTasks(each.id())))
                .isPresent();
    }

    private Case readable(long id) {
        return cases.find(new CaseId(id))
                .filter(each -> readers.mayRead(each, cases.openTasks(each.id())))
                .orElseThrow(() -> new Refused("case-unknown", String.valueOf(id)));
    }

    private Officer officer() {
        return jurisdiction.officer().orElseThrow(() -> new Refused("move-not-yours"));
    }
}
