package gridwork.cases;

import gridwork.Gridwork;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.OfficerId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The whole program in a process of its own, with checks that wait for two signatures each and events that lie with the first level; run by {@link KillTest}. */
public final class KilledProgram {
    static final int CHECKS = 12;
    static final int EVENTS = 8;

    private KilledProgram() {}

    public static void main(String[] arguments) {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gridwork.class, Crew.class)
                .run(
                        "--gridwork.data-dir=" + arguments[0],
                        "--gridwork.demo=false",
                        "--gridwork.background=false",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=warn");
        Crew crew = context.getBean(Crew.class);
        crew.comesToWork();
        var subjects = context.getBean(Subjects.class);
        if (subjects.find(new SubjectRef("site", "K0")).isEmpty()) {
            for (int i = 0; i < CHECKS; i++) {
                open(context, crew, i);
            }
            for (int i = 0; i < EVENTS; i++) {
                report(context, i);
            }
        }
        System.out.println(ProgramOfItsOwn.READY + context.getWebServer().getPort());
    }

    private static void open(ServletWebServerApplicationContext context, Crew crew, int number) {
        var ref = new SubjectRef("site", "K" + number);
        var work = context.getBean(Work.class);
        work.run(() -> context.getBean(Subjects.class)
                .register(Map.of(ref, new SubjectDetails("工地 " + number, Crew.GRID, null, null, null, null))));
        List<OfficerId> inspectors = List.of(Crew.id("inspector1"), Crew.id("inspector2"));
        CaseId check = context.getBean(SiteChecks.class)
                .open(
                        context.getBean(Subjects.class).find(ref).orElseThrow().id(),
                        "general",
                        false,
                        "kill",
                        context.getBean(StreetClock.class).today(),
                        inspectors);
        Cases cases = context.getBean(Cases.class);
        crew.does("inspector1", cases.openTasks(check).get(0).id(), crew.record("dust"));
    }

    /** Somebody reports something: a case of an event, which lies with the grid worker. */
    static void report(ServletWebServerApplicationContext context, int number) {
        var ref = new SubjectRef("place", "E" + number);
        var at = BigDecimal.valueOf(30 + number);
        context.getBean(Work.class).run(() -> {
            context.getBean(Subjects.class)
                    .register(Map.of(ref, new SubjectDetails("地点 " + number, Crew.GRID, null, at, at, null)));
            context.getBean(Facts.class)
                    .record(
                            List.of(new NewFact(
                                    ref,
                                    "event-report",
                                    "fire-safety",
                                    context.getBean(StreetClock.class).now(),
                                    null,
                                    "kill",
                                    "E" + number,
                                    null,
                                    null,
                                    Map.of("description", "通道堆物"))),
                            Facts.How.NOW);
        });
    }
}
