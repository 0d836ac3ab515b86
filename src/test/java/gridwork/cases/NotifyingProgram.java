package gridwork.cases;

import gridwork.Gridwork;
import gridwork.LocalGateways;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Channel;
import gridwork.platform.outgoing.NewMessage;
import gridwork.platform.outgoing.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The whole program as it runs, with messages for a gateway that takes its time; run by {@link NoticeKillTest}. */
public final class NotifyingProgram {
    static final int MESSAGES = 150;
    static final int EVENTS = 4;
    static final String KEY = "kill-";

    private NotifyingProgram() {}

    public static void main(String[] arguments) {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gridwork.class, Crew.class)
                .run(
                        "--gridwork.data-dir=" + arguments[0],
                        "--gridwork.demo=false",
                        "--gridwork.notices.webhook.url=http://localhost:" + arguments[1] + "/app",
                        "--gridwork.notices.webhook.secret=" + LocalGateways.SECRET,
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--logging.level.root=warn");
        context.getBean(Crew.class).comesToWork();
        if (context.getBean(Subjects.class).find(new SubjectRef("place", "E0")).isEmpty()) {
            for (int i = 0; i < EVENTS; i++) {
                KilledProgram.report(context, i);
            }
            context.getBean(Work.class)
                    .run(() -> context.getBean(Outgoing.class).queue(messages(context)));
        }
        System.out.println(ProgramOfItsOwn.READY + context.getWebServer().getPort());
    }

    private static List<NewMessage> messages(ServletWebServerApplicationContext context) {
        var text = new Label("请处理", "Please act");
        List<NewMessage> all = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            all.add(new NewMessage(
                    KEY + i,
                    i,
                    "doers",
                    "task",
                    Channel.WEBHOOK,
                    "grid-worker@crew-g1",
                    "case/" + i,
                    text,
                    text,
                    "/cases/" + i,
                    false,
                    context.getBean(StreetClock.class).now(),
                    null,
                    "doers"));
        }
        return all;
    }
}
