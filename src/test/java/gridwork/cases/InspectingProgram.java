package gridwork.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.Gridwork;
import gridwork.cases.joint.JointInspections;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * The program in a process of its own, in which two departments work on joint inspections at the same time and write down
 * each step that is done. It says that it is ready after some steps more, or when all are done. Run by {@link JointKillTest}.
 */
public final class InspectingProgram {
    static final int VISITS = 8;
    /** Arranging, and two departments that check and sign. */
    static final int STEPS = 5 * VISITS;

    static final int AT_ONCE = 12;
    /** With fewer left it works to the end. */
    static final int LEFT = AT_ONCE + 6;

    private static final int TRIES = 20;
    private static final List<String> DEPARTMENTS = List.of("crew-d1", "crew-d2");
    private final ServletWebServerApplicationContext context;
    private final Cases cases;
    private final Crew crew;
    private final Path done;
    private final Path trouble;
    private final int doneBefore;

    private InspectingProgram(ServletWebServerApplicationContext context, Path done) throws IOException {
        this.context = context;
        this.cases = context.getBean(Cases.class);
        this.crew = context.getBean(Crew.class);
        this.done = done;
        this.trouble = done.resolveSibling("trouble.txt");
        this.doneBefore = Files.exists(done) ? Files.readAllLines(done).size() : 0;
    }

    public static void main(String[] arguments) throws Exception {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gridwork.class, Crew.class)
                .run(
                        "--gridwork.data-dir=" + arguments[0],
                        "--gridwork.demo=false",
                        "--gridwork.background=false",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=warn");
        new InspectingProgram(context, Path.of(arguments[0], "done.txt")).run();
    }

    private void run() throws InterruptedException {
        crew.comesToWork();
        List<CaseId> visits = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            visits.add(visit(i));
        }
        List<Thread> workers = new ArrayList<>();
        for (String department : DEPARTMENTS) {
            var worker = new Thread(() -> workOff(visits, department));
            workers.add(worker);
            worker.start();
        }
        for (Thread each : workers) {
            each.join();
        }
        ready();
    }

    /** Opened once, however often it is asked for. */
    private CaseId visit(int number) {
        var ref = new SubjectRef("site", "J" + number);
        var subjects = context.getBean(Subjects.class);
        if (subjects.find(ref).isEmpty()) {
            context.getBean(Work.class)
                    .run(() -> subjects.register(
                            Map.of(ref, new SubjectDetails("工地 " + number, Crew.GRID, null, null, null, null))));
        }
        return context.getBean(JointInspections.class)
                .open(
                        subjects.find(ref).orElseThrow().id(),
                        "site-joint-inspection",
                        DEPARTMENTS.stream().map(AreaId::new).toList(),
                        "kill/" + number,
                        context.getBean(StreetClock.class).today().plusDays(5),
                        new ObjectMapper().createArrayNode());
    }

    /** Step by step; what the other department has not done yet is waited for. */
    private void workOff(List<CaseId> visits, String department) {
        for (CaseId visit : visits) {
            for (int attempt = 1; !worked(visit, department) && attempt < TRIES; attempt++) {
                pause();
            }
        }
    }

    /** Whoever was refused does it again. */
    private boolean worked(CaseId visit, String department) {
        try {
            if (department.equals(DEPARTMENTS.get(0))) {
                task(visit, "user_arrange").ifPresent(each -> arrange(visit, each));
            }
            while (task(visit, "user_arrange").isPresent()) {
                pause();
            }
            Case part = cases.cameFrom(visit).stream()
                    .filter(each -> each.details().path("department").asText().equals(department))
                    .findFirst()
                    .orElseThrow();
            task(part.id(), "user_check_part").ifPresent(each -> check(part, each, department));
            task(part.id(), "user_sign_part").ifPresent(each -> sign(part, each, department));
            return true;
        } catch (RuntimeException refused) {
            var said = new StringWriter();
            refused.printStackTrace(new PrintWriter(said));
            write(trouble, said.toString());
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Optional<OpenTask> task(CaseId of, String step) {
        return cases.openTasks(of).stream()
                .filter(each -> each.step().equals(step))
                .findFirst();
    }

    private void arrange(CaseId visit, OpenTask task) {
        does(
                "d1-lead",
                visit,
                task,
                crew.content("{\"place\": \"东门\"}")
                        .put(
                                "visitOn",
                                context.getBean(StreetClock.class)
                                        .today()
                                        .plusDays(1)
                                        .toString()));
    }

    /** The second department finds something. */
    private void check(Case part, OpenTask task, String department) {
        ObjectNode content = crew.content("{\"answers\": {}, \"findings\": [], \"conclusion\": \"pass\"}");
        if (department.equals(DEPARTMENTS.get(1))) {
            content.put("conclusion", "conditional")
                    .withArray("findings")
                    .addObject()
                    .put("category", "dust")
                    .put("description", "裸土未覆盖");
        }
        does(who(task, department), part.id(), task, content);
    }

    private void sign(Case part, OpenTask task, String department) {
        ObjectNode content = crew.content("{\"outcome\": \"signed\"}");
        context.getBeansOfType(FormContents.class).values().stream()
                .map(form -> form.of(cases.find(part.id()).orElseThrow(), "user_sign_part")
                        .get("read"))
                .filter(Objects::nonNull)
                .forEach(read -> content.put("read", read.toString()));
        does(who(task, department), part.id(), task, content);
    }

    private static String who(OpenTask task, String department) {
        String assignee = task.assignee();
        return assignee != null
                ? assignee.replaceFirst("crew-", "")
                : department.equals(DEPARTMENTS.get(0)) ? "d1-lead" : "d2-inspector";
    }

    private void does(String who, CaseId of, OpenTask task, ObjectNode content) {
        crew.does(who, task.id(), content);
        written(of.value() + " " + task.step());
    }

    /** Only what is done for good. */
    private synchronized void written(String step) {
        write(done, step + "\n");
        try {
            if (doneBefore + LEFT < STEPS && Files.readAllLines(done).size() == doneBefore + AT_ONCE) {
                ready();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(
                    file,
                    text,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void ready() {
        System.out.println(ProgramOfItsOwn.READY + context.getWebServer().getPort());
    }
}
