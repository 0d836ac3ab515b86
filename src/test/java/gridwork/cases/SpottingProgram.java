package gridwork.cases;

import gridwork.Gridwork;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The program in a process of its own, which draws the spot checks of many closed cases. It says that it is ready in the
 * middle of the draw; where that was cut off, in the middle of opening what was drawn; and else at the end. Run by
 * {@link SpotCheckKillTest}.
 */
public final class SpottingProgram {
    static final int CLOSED = 400;
    private static final int SOME = 4;
    private static final String MATTER = "shop-joint-check";
    private static final String DRAWS = "select count(*) from spot_draw";
    private static final String OPENED = DRAWS + " where spot_case_id is not null";

    private final ServletWebServerApplicationContext context;
    private final AtomicBoolean said = new AtomicBoolean();

    private SpottingProgram(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    public static void main(String[] arguments) {
        new SpottingProgram(
                        (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gridwork.class, Crew.class)
                                .run(
                                        "--gridwork.data-dir=" + arguments[0],
                                        "--gridwork.demo=false",
                                        "--gridwork.background=false",
                                        "--server.port=0",
                                        "--camunda.bpm.job-execution.enabled=false",
                                        "--logging.level.root=warn"))
                .run();
    }

    private void run() {
        context.getBean(Crew.class).comesToWork();
        if (count("select count(*) from street_case") == 0) {
            close();
        }
        LocalDate tomorrow = context.getBean(StreetClock.class).today().plusDays(1);
        boolean cutOff = count(DRAWS) > 0;
        if (cutOff && count(OPENED) == 0) {
            var watch = new Thread(this::sayWhenSomeAreOpen);
            watch.setDaemon(true);
            watch.start();
        }
        DailyWork draw = context.getBeansOfType(DailyWork.class).values().stream()
                .filter(each -> each.name().equals("spot-checks"))
                .findFirst()
                .orElseThrow();
        draw.run(tomorrow, (done, total, what) -> {
            if (!cutOff) {
                ready();
            }
        });
        ready();
    }

    private void sayWhenSomeAreOpen() {
        while (count(OPENED) < SOME) {
            Thread.onSpinWait();
        }
        ready();
    }

    private void ready() {
        if (said.compareAndSet(false, true)) {
            System.out.println(ProgramOfItsOwn.READY + context.getWebServer().getPort());
        }
    }

    private long count(String sql) {
        return context.getBean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private void close() {
        var subjects = context.getBean(Subjects.class);
        var ref = new SubjectRef("merchant", "K0");
        var book = context.getBean(CaseBook.class);
        context.getBean(Work.class).run(() -> {
            subjects.register(Map.of(ref, new SubjectDetails("店铺", Crew.GRID, null, null, null, null)));
            SubjectId shop = subjects.find(ref).orElseThrow().id();
            subjects.lock(List.of(shop));
            for (int i = 0; i < CLOSED; i++) {
                Case one = book.add(MATTER, shop, Crew.GRID, "spot/" + i, null, null, book.details());
                book.trail(one.id(), Crew.id("inspector1").value(), "rectified", book.details());
                book.close(one.id());
            }
        });
    }
}
