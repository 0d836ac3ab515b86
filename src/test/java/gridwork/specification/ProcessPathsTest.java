package gridwork.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.OpenTask;
import gridwork.cases.SiteChecks;
import gridwork.cases.WithdrawCase;
import gridwork.cases.appeal.Appellants;
import gridwork.cases.application.Applications;
import gridwork.cases.application.EventApplications;
import gridwork.cases.clock.Breaches;
import gridwork.cases.joint.JointInspections;
import gridwork.cases.report.Report;
import gridwork.cases.report.ReporterAnswers;
import gridwork.cases.report.Reports;
import gridwork.cases.spotcheck.Drawn;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.AreaId;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Reach;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every file under {@code bpmn/<process>/paths} is walked on the real engine: its steps in order, to the end that it names,
 * through the elements that it names. Together the files pass every element of every process.
 */
@GridworkTest
class ProcessPathsTest {
    private static final Path FOLDER = Path.of("bpmn");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Autowired
    Crew crew;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    Work work;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    Passed elements;

    @Autowired
    EvidenceFiles files;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    JointInspections inspections;

    @Autowired
    List<FormContents> forms;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Reports reports;

    @Autowired
    ReporterAnswers answers;

    @Autowired
    Breaches breaches;

    @Autowired
    Drawn drawn;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    Town town;

    @Autowired
    Applications applications;

    @Autowired
    Appellants appellants;

    @Autowired
    TestClock clock;

    final Map<String, Set<String>> passed = new HashMap<>();

    @BeforeEach
    void crew() {
        crew.comesToWork();
    }

    @TestFactory
    Stream<DynamicTest> paths() throws IOException {
        List<DynamicTest> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(FOLDER)) {
            found.filter(each -> each.toString().endsWith(".yaml"))
                    .filter(each -> each.getParent().endsWith("paths"))
                    .sorted()
                    .forEach(file -> all.add(DynamicTest.dynamicTest(FOLDER.relativize(file) + "", () -> walk(file))));
        }
        assertThat(all).isNotEmpty();
        all.add(DynamicTest.dynamicTest("every element is passed by a path", this::everyElementIsPassed));
        return all.stream();
    }

    private void walk(Path file) throws IOException {
        JsonNode path = YAML.readTree(file.toFile());
        clock.set(java.time.LocalDate.parse(path.path("given").path("today").asText()));
        var site = town.site(path.path("name").asText(), Crew.GRID);
        CaseId check = begun(site, path);
        for (JsonNode step : path.path("steps")) {
            take(check, step);
        }
        Set<String> instances = new HashSet<>();
        List<String> ends = new ArrayList<>();
        List<String> nodes = new ArrayList<>();
        for (Case each : family(check)) {
            history.createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKey(String.valueOf(each.id().value()))
                    .list()
                    .forEach(instance -> {
                        instances.add(instance.getId());
                        assertThat(instance.getEndTime())
                                .as("%s %s is over", instance.getProcessDefinitionKey(), file)
                                .isNotNull();
                    });
            assertThat(each.state()).isEqualTo(Case.State.CLOSED);
        }
        for (String instance : instances) {
            for (Passed.Node node : elements.by(instance)) {
                passed.computeIfAbsent(node.process(), process -> new HashSet<>())
                        .add(node.activity());
                nodes.add(node.activity());
                if (node.activity().startsWith("end_")) {
                    ends.add(node.activity());
                }
            }
        }
        path.path("ends at").forEach(end -> assertThat(ends).contains(end.asText()));
        path.path("passes")
                .fields()
                .forEachRemaining(each -> assertThat(
                                nodes.stream().filter(each.getKey()::equals).count())
                        .as("times through " + each.getKey())
                        .isEqualTo(each.getValue().asLong()));
        if (path.has("colour")) {
            assertThat(site.colour()).isEqualTo(path.path("colour").asText());
        }
    }

    /** What is told of a subject of another kind opens its case. */
    private CaseId told(String name, JsonNode given) {
        var ref = new SubjectRef(given.path("subject").asText(), "path-" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails(name, Crew.GRID, null, null, null, null))));
        tell(ref, given.path("tell"));
        return cases.of(subjects.find(ref).orElseThrow().id(), Reach.EVERYTHING)
                .get(0)
                .id();
    }

    private void tell(SubjectRef about, JsonNode told) {
        for (JsonNode each : told) {
            var fact = new NewFact(
                    about,
                    each.path("kind").asText(),
                    each.path("category").asText(),
                    clock.now().minus(Duration.ofDays(each.path("days ago").asInt())),
                    null,
                    "paths",
                    String.valueOf(Ids.next()),
                    null,
                    null,
                    each.has("data")
                            ? YAML.convertValue(each.path("data"), new TypeReference<Map<String, Object>>() {})
                            : Map.of());
            work.run(() -> assertThat(facts.record(List.of(fact), Facts.How.NOW))
                    .noneMatch(one -> one instanceof Recorded.Refused));
        }
    }

    private CaseId begun(Town.Site site, JsonNode path) {
        JsonNode given = path.path("given");
        if (given.has("applies for")) {
            applicants().departmentsComeToWork();
            return applicants().sent(applicants().shop(path.path("name").asText()));
        }
        if (given.has("appeals") || given.has("repairs")) {
            return replied(path.path("name").asText(), given);
        }
        if (given.has("subject")) {
            return told(path.path("name").asText(), given);
        }
        return given.has("report") ? reported(site, given.path("report")) : open(site.id(), given);
    }

    /** The first fact that is told of it is appealed, or reported as put right. */
    private CaseId replied(String name, JsonNode given) {
        appellants.departmentComesToWork();
        Subject subject = appellants.subject(given.path("subject").asText(), name);
        tell(subject.ref(), given.path("tell"));
        return appellants.sent(
                subject,
                given.path("subject").asText() + (given.has("appeals") ? "-appeal" : "-repair"),
                facts.timeline(subject.id(), 0, 50).stream()
                        .filter(each -> each.kind()
                                .equals(given.path("tell").path(0).path("kind").asText()))
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    private EventApplications applicants() {
        return new EventApplications(applications, subjects, crew, clock, work);
    }

    /** The same report again with other words is a correction of it. */
    private CaseId reported(Town.Site site, JsonNode report) {
        var fact = new NewFact(
                site.ref(),
                "event-report",
                report.path("category").asText(),
                clock.now(),
                null,
                "paths",
                String.valueOf(site.id().value()),
                null,
                null,
                Map.of("description", report.path("description").asText()));
        work.run(() -> assertThat(facts.record(List.of(fact), Facts.How.NOW))
                .noneMatch(each -> each instanceof Recorded.Refused));
        return Objects.requireNonNull(
                reports.find("paths", String.valueOf(site.id().value()))
                        .orElseThrow()
                        .of());
    }

    private void report(CaseId of, JsonNode step) {
        Report report = reports.of(of).get(0);
        switch (step.path("reporter").asText()) {
            case "confirms" -> answers.confirm(report);
            case "sends back" -> answers.sendBack(report, step.path("because").asText());
            default -> {
                var subject = subjects.find(report.subject()).orElseThrow();
                var worse = new NewFact(
                        subject.ref(),
                        "event-report",
                        report.category(),
                        report.reportedAt(),
                        null,
                        report.source(),
                        report.reference(),
                        null,
                        null,
                        Map.of("description", step.path("because").asText()));
                work.run(() -> facts.record(List.of(worse), Facts.How.NOW));
            }
        }
    }

    private CaseId open(SubjectId subject, JsonNode given) {
        if (given.has("departments")) {
            List<AreaId> departments = new ArrayList<>();
            given.path("departments").forEach(each -> departments.add(new AreaId(each.asText())));
            return inspections.open(
                    subject,
                    given.path("matter").asText(),
                    departments,
                    "path-" + Ids.next(),
                    clock.today().plusDays(5),
                    YAML.createArrayNode());
        }
        return checks.open(
                subject,
                given.path("checkType").asText(),
                given.path("drawn").asBoolean(),
                "path-" + Ids.next(),
                clock.today().plusDays(5),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    /** Somebody who can be drawn, or was, states a conflict, or withdraws it. */
    private void conflict(CaseId check, String who, boolean stated) {
        String ref = subjects.find(family(check).get(0).subject())
                .orElseThrow()
                .ref()
                .toString();
        List<OfficerId> all = who.equals("drawn")
                ? List.of(new OfficerId(family(check).stream()
                        .flatMap(each -> cases.openTasks(each.id()).stream())
                        .map(OpenTask::assignee)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow()))
                : officers.all().stream()
                        .filter(each -> each.has("inspector"))
                        .map(Officer::id)
                        .filter(each -> who.equals("everybody") || each.equals(Crew.id(who)))
                        .toList();
        for (OfficerId each : all) {
            if (stated) {
                accounts.stateConflict(each, ref, "亲属在该工地任职", "paths");
            } else if (officers.conflicts(each).contains(ref)) {
                accounts.withdrawConflict(each, ref, "paths");
            }
        }
    }

    private void take(CaseId check, JsonNode step) {
        if (step.has("drawn")) {
            drawn.now(family(check).get(step.path("drawn").asInt()));
            return;
        }
        if (step.has("away") || step.has("back")) {
            conflict(check, step.path("away").asText(step.path("back").asText()), step.has("away"));
            return;
        }
        if (step.has("nightly")) {
            daily.stream()
                    .filter(each -> each.name().equals(step.path("nightly").asText()))
                    .forEach(each -> each.run(clock.today()));
            return;
        }
        if (step.has("reporter")) {
            report(check, step);
            return;
        }
        if (step.has("tell")) {
            tell(subjects.find(family(check).get(0).subject()).orElseThrow().ref(), step.path("tell"));
            return;
        }
        if (step.has("applicant")) {
            Subject shop = subjects.find(family(check).get(0).subject()).orElseThrow();
            applicants().then(check, shop, step.path("applicant").asText());
            return;
        }
        if (step.has("appellant")) {
            Case first = family(check).get(0);
            appellants.then(
                    check,
                    subjects.find(first.subject()).orElseThrow(),
                    step.path("appellant").asText());
            return;
        }
        if (step.has("overdue")) {
            if (step.has("after")) {
                clock.set(clock.now().plus(Duration.parse(step.path("after").asText())));
            } else {
                clock.set(clock.today().plusDays(step.path("after days").asInt()));
            }
            breaches.run();
            return;
        }
        String name = step.path("by").asText();
        if (step.has("withdraw")) {
            withdrawals.withdraw(
                    family(check).get(step.path("number").asInt()).id(),
                    step.path("withdraw").asText(),
                    officers.find(Crew.id(name)).orElseThrow());
            return;
        }
        Task task = family(check).stream()
                .flatMap(each -> cases.openTasks(each.id()).stream())
                .filter(each -> each.step().equals(step.path("task").asText()))
                .filter(each -> each.assignee() == null
                        ? officers.find(Crew.id(name)).orElseThrow().duties().stream()
                                .anyMatch(duty -> each.groups().contains(duty.group()))
                        : name.equals("drawn")
                                || each.assignee().equals(Crew.id(name).value()))
                .findFirst()
                .map(each -> tasks.createTaskQuery().taskId(each.id()).singleResult())
                .orElseGet(() -> fail("no task " + step));
        ObjectNode content = step.has("violations")
                ? crew.record(YAML.convertValue(step.path("violations"), String[].class))
                : ((ObjectNode) step.path("with")).deepCopy();
        if (step.path("photo").asBoolean()) {
            Case of = family(check).stream()
                    .filter(each -> cases.openTasks(each.id()).stream()
                            .anyMatch(open -> open.id().equals(task.getId())))
                    .findFirst()
                    .orElseThrow();
            content.putArray("photos").add(crew.photo(of, name));
        }
        if (step.has("verdict")) {
            family(check)
                    .get(0)
                    .details()
                    .path("reply")
                    .path("facts")
                    .forEach(each -> content.withArray("/verdicts")
                            .addObject()
                            .put("fact", each.asText())
                            .put("verdict", step.path("verdict").asText()));
        }
        addWhatWasRead(check, task, content);
        if (name.equals("drawn")) {
            crew.does(new OfficerId(Objects.requireNonNull(task.getAssignee())), task.getId(), content);
        } else {
            crew.does(name, task.getId(), content);
        }
    }

    /** A form sends back the hash of what it showed. */
    private void addWhatWasRead(CaseId check, Task task, ObjectNode content) {
        for (Case each : family(check)) {
            if (cases.openTasks(each.id()).stream().anyMatch(open -> open.id().equals(task.getId()))) {
                forms.stream()
                        .map(form -> form.of(each, task.getTaskDefinitionKey()).get("read"))
                        .filter(read -> read != null)
                        .forEach(read -> content.put("read", read.toString()));
            }
        }
    }

    /** The case, what came from it, and what came from that. */
    private List<Case> family(CaseId check) {
        List<Case> all = new ArrayList<>();
        crew.as("inspector1", () -> all.add(cases.find(check).orElseThrow()));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(cases.cameFrom(all.get(i).id()));
        }
        return all;
    }

    private void everyElementIsPassed() {
        File[] folders = FOLDER.toFile().listFiles(File::isDirectory);
        assertThat(folders).isNotNull();
        for (File folder : folders) {
            var model = Bpmn.readModelFromFile(new File(folder, folder.getName() + ".bpmn"));
            for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
                assertThat(passed.getOrDefault(folder.getName(), Set.of()))
                        .as("elements of %s that a path passes", folder.getName())
                        .contains(node.getId());
            }
        }
    }
}
