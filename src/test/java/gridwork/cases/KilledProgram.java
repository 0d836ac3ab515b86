package gridwork.cases;

import gridwork.Gridwork;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Areas;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The whole program in a process of its own, with checks that wait for two signatures each; run by {@link KillTest}. */
public final class KilledProgram {
    static final int CHECKS = 12;
    static final String READY = "READY ";

    private KilledProgram() {}

    public static void main(String[] arguments) {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gridwork.class)
                .run(
                        "--gridwork.data-dir=" + arguments[0],
                        "--gridwork.demo=false",
                        "--gridwork.background=false",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=warn");
        var crew = new Crew(
                context.getBean(Areas.class),
                context.getBean(Officers.class),
                context.getBean(Accounts.class),
                context.getBean(Work.class),
                context.getBean(TaskService.class),
                context.getBean(IdentityService.class),
                context.getBean(TaskContents.class),
                context.getBean(EvidenceFiles.class));
        var subjects = context.getBean(Subjects.class);
        if (subjects.find(new SubjectRef("site", "K0")).isEmpty()) {
            for (int i = 0; i < CHECKS; i++) {
                open(context, crew, i);
            }
        }
        System.out.println(READY + context.getWebServer().getPort());
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
}
