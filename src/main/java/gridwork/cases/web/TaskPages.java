package gridwork.cases.web;

import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.cases.TaskContents;
import gridwork.cases.Tasks;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import gridwork.street.Officer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The same tasks and forms as in the Tasklist, on a page that fits a phone in the street. */
@Controller
class TaskPages {
    private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b.*?</script\\s*>");
    private final Tasks tasks;
    private final TaskContents contents;
    private final Cases cases;
    private final CaseReaders readers;
    private final Subjects subjects;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    TaskPages(
            Tasks tasks,
            TaskContents contents,
            Cases cases,
            CaseReaders readers,
            Subjects subjects,
            Jurisdiction jurisdiction,
            StreetClock clock) {
        this.tasks = tasks;
        this.contents = contents;
        this.cases = cases;
        this.readers = readers;
        this.subjects = subjects;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    record Row(OpenTask task, String subject, @Nullable LocalDate due, boolean overdue) {}

    @GetMapping("/tasks")
    String all(Model model) {
        Map<CaseId, String> names = new HashMap<>();
        List<Row> rows =
                tasks.of(officer()).stream().map(each -> row(each, names)).toList();
        model.addAttribute(
                "mine",
                rows.stream().filter(each -> each.task().assignee() != null).toList());
        model.addAttribute(
                "open",
                rows.stream().filter(each -> each.task().assignee() == null).toList());
        return "cases/tasks";
    }

    private Row row(OpenTask task, Map<CaseId, String> names) {
        LocalDate due = task.due() == null ? null : clock.dayOf(task.due());
        return new Row(
                task,
                names.computeIfAbsent(task.caseId(), this::subject),
                due,
                due != null && due.isBefore(clock.today()));
    }

    private String subject(CaseId of) {
        SubjectId id = cases.find(of).map(Case::subject).orElseThrow(() -> new Refused("task-gone"));
        return subjects.find(id).map(Subject::name).orElse("");
    }

    @GetMapping("/tasks/{task}")
    String one(@PathVariable String task, Model model) {
        OpenTask open = contents.open(task).filter(readers::mayDo).orElseThrow(() -> new Refused("task-gone"));
        model.addAttribute("row", row(open, new HashMap<>()));
        // the form's own script speaks to the Tasklist; here the page's module does its work
        model.addAttribute("form", SCRIPT.matcher(tasks.form(task)).replaceAll(""));
        return "cases/task";
    }

    @PostMapping("/tasks/{task}/claim")
    String claim(@PathVariable String task) {
        tasks.claim(task, officer());
        return "redirect:/tasks/" + task;
    }

    @PostMapping("/tasks/{task}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String task) {
        tasks.complete(task, officer());
    }

    private Officer officer() {
        return jurisdiction.officer().orElseThrow(() -> new Refused("task-of-another"));
    }
}
