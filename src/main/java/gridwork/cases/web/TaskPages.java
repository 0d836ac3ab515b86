package gridwork.cases.web;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.cases.TaskContents;
import gridwork.cases.Tasks;
import gridwork.cases.clock.ClockView;
import gridwork.cases.clock.ClockViews;
import gridwork.cases.moves.OfferedMoves;
import gridwork.cases.moves.Reminders;
import gridwork.cases.worklist.WorkList;
import gridwork.cases.worklist.WorkList.Part;
import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Acting;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The same tasks and forms as in the Tasklist, on pages that fit a phone in the street and for many tasks at once. */
@Controller
class TaskPages {
    private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b.*?</script\\s*>");
    private static final int SIZE = 50;
    private final Tasks tasks;
    private final TaskContents contents;
    private final WorkList list;
    private final CaseReaders readers;
    private final Subjects subjects;
    private final Matters matters;
    private final Officers officers;
    private final Decisions decisions;
    private final Jurisdiction jurisdiction;
    private final ClockViews clocks;
    private final Acting acting;
    private final Cases cases;
    private final OfferedMoves moves;
    private final Reminders reminders;
    private final StreetClock clock;
    private final MessageSource messages;

    TaskPages(
            Tasks tasks,
            TaskContents contents,
            WorkList list,
            CaseReaders readers,
            Subjects subjects,
            Matters matters,
            Officers officers,
            Decisions decisions,
            Jurisdiction jurisdiction,
            ClockViews clocks,
            Acting acting,
            Cases cases,
            OfferedMoves moves,
            Reminders reminders,
            StreetClock clock,
            MessageSource messages) {
        this.tasks = tasks;
        this.contents = contents;
        this.list = list;
        this.readers = readers;
        this.subjects = subjects;
        this.matters = matters;
        this.officers = officers;
        this.decisions = decisions;
        this.jurisdiction = jurisdiction;
        this.clocks = clocks;
        this.acting = acting;
        this.cases = cases;
        this.moves = moves;
        this.reminders = reminders;
        this.clock = clock;
        this.messages = messages;
    }

    /** A row of the list. */
    record Row(
            WorkList.Row task,
            @Nullable Subject subject,
            Label matter,
            @Nullable LocalDate due,
            boolean overdue,
            @Nullable LocalDate ended,
            @Nullable String actsFor,
            @Nullable ClockView clock,
            boolean rests,
            int reminded) {}

    /** A way to look at the list; {@code count} = "" where it is not counted. */
    record Tab(String part, String count, boolean shown) {}

    /** Where a page of the list stands; {@code total} = "" where there are too many to count. */
    record Turn(
            int first,
            int last,
            String total,
            @Nullable String previous,
            @Nullable String next) {}

    @GetMapping("/tasks")
    String all(
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Officer officer = officer();
        Map<Part, Integer> counts = list.counts(officer.id(), groups(officer));
        Part shown = part(part, counts);
        var page = list.page(new WorkList.Asked(
                officer.id(), groups(officer), shown, q.isBlank() ? null : q, Math.max(0, from), SIZE));
        model.addAttribute("tabs", tabs(shown, counts));
        model.addAttribute("part", name(shown));
        model.addAttribute("q", q.strip());
        model.addAttribute("rows", rows(page.rows()));
        model.addAttribute("turn", turn(page, shown, q, Math.max(0, from)));
        return "cases/tasks";
    }

    /** For the Tasklist, which counts only the list that is open. */
    @GetMapping("/tasks/counts")
    @ResponseBody
    Map<String, String> counts() {
        Officer officer = officer();
        return list.counts(officer.id(), groups(officer)).entrySet().stream()
                .collect(Collectors.toMap(each -> name(each.getKey()), each -> said(each.getValue())));
    }

    /** What was asked for; else one's own, and where that is empty what may be taken on. */
    private static Part part(String asked, Map<Part, Integer> counts) {
        for (Part each : Part.values()) {
            if (name(each).equals(asked)) {
                return each;
            }
        }
        return counts.getOrDefault(Part.MINE, 0) == 0 && counts.getOrDefault(Part.GRID, 0) > 0 ? Part.GRID : Part.MINE;
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static List<Tab> tabs(Part shown, Map<Part, Integer> counts) {
        List<Tab> all = new ArrayList<>();
        for (Part each : Part.values()) {
            Integer count = counts.get(each);
            all.add(new Tab(name(each), count == null ? "" : said(count), each == shown));
        }
        return all;
    }

    private static String said(int count) {
        return count >= WorkList.MANY ? (WorkList.MANY - 1) + "+" : String.valueOf(count);
    }

    private static Turn turn(WorkList.Page page, Part part, String q, int from) {
        return new Turn(
                page.rows().isEmpty() ? 0 : from + 1,
                from + page.rows().size(),
                page.total() >= WorkList.MANY ? "" : String.valueOf(page.total()),
                from == 0 ? null : address(part, q, Math.max(0, from - SIZE)),
                page.more() ? address(part, q, from + SIZE) : null);
    }

    private static String address(Part part, String q, int from) {
        return UriComponentsBuilder.fromPath("/tasks")
                .queryParam("part", name(part))
                .queryParam("q", q)
                .queryParam("from", from)
                .encode()
                .build()
                .toUriString();
    }

    private List<Row> rows(List<WorkList.Row> all) {
        Map<SubjectId, Subject> about =
                subjects.find(all.stream().map(WorkList.Row::subject).collect(Collectors.toSet()));
        Map<String, ClockView> due = clocks.ofTasks(all.stream()
                .filter(each -> each.ended() == null)
                .map(each -> new ClockViews.Task(each.task(), each.caseId(), each.step(), each.due()))
                .toList());
        Set<CaseId> resting = cases.resting(all.stream()
                .filter(each -> each.ended() == null)
                .map(WorkList.Row::caseId)
                .collect(Collectors.toSet()));
        var reminded = reminders.of(all.stream()
                .filter(each -> each.ended() == null)
                .map(WorkList.Row::task)
                .toList());
        return all.stream()
                .map(each -> row(
                        each,
                        about.get(each.subject()),
                        due.get(each.task()),
                        resting.contains(each.caseId()),
                        reminded.getOrDefault(each.task(), List.of()).size()))
                .toList();
    }

    private Row row(
            WorkList.Row task, @Nullable Subject subject, @Nullable ClockView its, boolean rests, int reminded) {
        LocalDate due = task.due() == null ? null : clock.dayOf(task.due());
        return new Row(
                task,
                subject,
                matters.find(task.matter()).map(Matter::title).orElseGet(() -> new Label(task.matter(), "")),
                due,
                task.ended() == null && due != null && due.isBefore(clock.today()),
                task.ended() == null ? null : clock.dayOf(task.ended()),
                task.actsFor() == null ? null : name(task.actsFor()),
                its,
                rests,
                reminded);
    }

    private String name(OfficerId officer) {
        return officers.find(officer).map(Officer::name).orElse(officer.value());
    }

    @GetMapping("/tasks/{task}")
    String one(@PathVariable String task, Model model) {
        return shown(List.of(task), model);
    }

    /** Who fills several in together takes on those that nobody has. */
    @PostMapping("/tasks/together")
    String together(@RequestParam(defaultValue = "") Set<String> task) {
        Officer officer = officer();
        haveOneForm(task);
        task.stream().filter(each -> mine(each).assignee() == null).forEach(each -> tasks.claim(each, officer));
        return "redirect:/tasks/together?task=" + String.join("&task=", task);
    }

    /** One form for several tasks of the same step, where the form says that one content may do for all of them. */
    @GetMapping("/tasks/together")
    String together(@RequestParam(defaultValue = "") Set<String> task, Model model) {
        haveOneForm(task);
        return shown(List.copyOf(new LinkedHashSet<>(task)), model);
    }

    private void haveOneForm(Set<String> task) {
        if (task.isEmpty()) {
            throw new Refused("tasks-none-chosen");
        }
        Set<String> forms = task.stream()
                .map(each -> tasks.form(each))
                .map(form -> form.together() ? form.name() : "")
                .collect(Collectors.toSet());
        if (forms.size() != 1 || forms.contains("")) {
            throw new Refused("tasks-not-together");
        }
    }

    private String shown(List<String> chosen, Model model) {
        List<OpenTask> open = chosen.stream().map(this::mine).toList();
        OpenTask first = open.get(0);
        List<Row> all = rows(chosen.stream()
                .map(each -> list.find(each).orElseThrow(() -> new Refused("task-gone")))
                .toList());
        model.addAttribute("task", first);
        model.addAttribute("row", all.get(0));
        model.addAttribute("rows", all);
        model.addAttribute("together", chosen.size() > 1 ? String.join(",", chosen) : null);
        model.addAttribute("mine", chosen.size() > 1 || first.assignee() != null);
        model.addAttribute(
                "returnable", first.assignee() != null && !first.groups().isEmpty());
        Case of = cases.find(first.caseId()).orElseThrow(() -> new Refused("task-gone"));
        model.addAttribute("resting", of.suspended() ? of : null);
        model.addAttribute("reminders", reminders.of(List.of(first.id())).get(first.id()));
        model.addAttribute(
                "moves",
                chosen.size() > 1
                        ? List.of()
                        : moves.of(of, officer()).stream()
                                .filter(each -> first.id().equals(each.task()))
                                .toList());
        model.addAttribute("explanation", chosen.size() > 1 ? null : explanation(all.get(0)));
        // the form's own script speaks to the Tasklist; here the page's module does its work
        model.addAttribute("form", SCRIPT.matcher(tasks.form(first.id()).html()).replaceAll(""));
        return "cases/task";
    }

    private OpenTask mine(String task) {
        return contents.open(task).filter(readers::mayDo).orElseThrow(() -> new Refused("task-gone"));
    }

    /** Why the subject stands as it does; null = no rule set says how such subjects stand. */
    private @Nullable Explanation explanation(Row row) {
        Subject subject = row.subject();
        if (subject == null) {
            return null;
        }
        return decisions.ruleSetsFor(subject.ref().kind()).stream()
                .findFirst()
                .map(each -> decisions.explain(subject.ref(), each, clock.today(), clock.now()))
                .orElse(null);
    }

    @PostMapping("/tasks/{task}/claim")
    String claim(@PathVariable String task) {
        tasks.claim(task, officer());
        return "redirect:/tasks/" + task;
    }

    @PostMapping("/tasks/{task}/give-back")
    String giveBack(@PathVariable String task, RedirectAttributes then) {
        tasks.giveBack(task, officer());
        then.addFlashAttribute("done", "cases.tasks.given-back-one");
        return "redirect:/tasks";
    }

    @PostMapping("/tasks/{task}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String task) {
        tasks.complete(task, officer());
    }

    @PostMapping("/tasks/claim")
    String claimAll(@RequestParam(defaultValue = "") Set<String> task, RedirectAttributes then) {
        Officer officer = officer();
        return each(task, one -> tasks.claim(one, officer), "cases.tasks.claimed", then);
    }

    @PostMapping("/tasks/give-back")
    String giveBackAll(@RequestParam(defaultValue = "") Set<String> task, RedirectAttributes then) {
        Officer officer = officer();
        return each(task, one -> tasks.giveBack(one, officer), "cases.tasks.given-back", then);
    }

    /** Each in a transaction of its own: what is refused for one stops none of the others. */
    private String each(Set<String> chosen, Consumer<String> act, String said, RedirectAttributes then) {
        Outcome outcome = outcome(chosen, act);
        then.addFlashAttribute("done", new DefaultMessageSourceResolvable(new String[] {said}, new Object[] {
            outcome.done(), outcome.refused().size()
        }));
        then.addFlashAttribute("refusals", outcome.refused());
        return "redirect:/tasks";
    }

    private Outcome outcome(Set<String> chosen, Consumer<String> act) {
        if (chosen.isEmpty()) {
            throw new Refused("tasks-none-chosen");
        }
        int done = 0;
        List<Refusal> refused = new ArrayList<>();
        for (String each : chosen) {
            try {
                act.accept(each);
                done++;
            } catch (Refused why) {
                refused.add(new Refusal(each, about(each), sentence(why)));
            }
        }
        return new Outcome(done, refused);
    }

    private String about(String task) {
        return list.find(task)
                .flatMap(row -> subjects.find(row.subject()))
                .map(Subject::name)
                .orElse(task);
    }

    private String sentence(Refused why) {
        return messages.getMessage("refused." + why.code(), why.arguments().toArray(), LocaleContextHolder.getLocale());
    }

    /** What became of several tasks at once. */
    record Outcome(int done, List<Refusal> refused) {}

    record Refusal(String task, String subject, String said) {}

    /** The content that was saved for the first is written for all of them; the first comes last, so that it is not lost before. */
    @PostMapping("/tasks/together/complete")
    @ResponseBody
    Outcome completeTogether(@RequestParam List<String> task) {
        Officer officer = officer();
        JsonNode content = contents.find(task.get(0)).orElseThrow(() -> new Refused("form-empty"));
        Set<String> order = new LinkedHashSet<>(task.subList(1, task.size()));
        order.add(task.get(0));
        return outcome(order, each -> tasks.complete(each, content, officer));
    }

    private Officer officer() {
        return jurisdiction.officer().orElseThrow(() -> new Refused("task-of-another"));
    }

    private Set<String> groups(Officer officer) {
        return acting.groups(officer);
    }
}
