package gridwork.cases;

import gridwork.Gridwork;
import gridwork.cases.clock.Because;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.NewClock;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Work;
import gridwork.street.Length;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The whole program as it runs, by the clock on the wall, with events whose level's time is up within seconds; run by {@link BreachKillTest}. */
public final class BreachingProgram {
    static final int EVENTS = 40;
    private static final int FIRST_SECONDS = 4;
    private static final int A_SECOND = 10;

    private BreachingProgram() {}

    public static void main(String[] arguments) {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gridwork.class, Crew.class)
                .run(
                        "--gridwork.data-dir=" + arguments[0],
                        "--gridwork.demo=false",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=warn");
        context.getBean(Crew.class).comesToWork();
        String begun = context.getBean(Subjects.class)
                        .find(new SubjectRef("place", "E0"))
                        .isEmpty()
                ? begin(context)
                : "";
        System.out.println(ProgramOfItsOwn.READY + context.getWebServer().getPort() + begun);
    }

    /** @return the first case, and when its time is up */
    private static String begin(ServletWebServerApplicationContext context) {
        List<CaseId> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            KilledProgram.report(context, i);
            Report reported =
                    context.getBean(Reports.class).find("kill", "E" + i).orElseThrow();
            events.add(Objects.requireNonNull(reported.of()));
        }
        Clocks clocks = context.getBean(Clocks.class);
        List<CaseClock> running = new ArrayList<>();
        context.getBean(Work.class).run(() -> {
            running.clear();
            for (int i = 0; i < EVENTS; i++) {
                clocks.stop(events.get(i), "level");
                running.addAll(clocks.start(
                        events.get(i),
                        List.of(new NewClock(
                                "level",
                                new Label("网格员", "Grid worker"),
                                null,
                                Length.of(FIRST_SECONDS + i / A_SECOND, "second", "running"),
                                new Because("step-clocks", "test")))));
            }
        });
        Instant due = Objects.requireNonNull(running.get(0).dueAt());
        return " " + events.get(0).value() + " " + due.toEpochMilli();
    }
}
