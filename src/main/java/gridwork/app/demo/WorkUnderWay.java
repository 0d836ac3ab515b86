package gridwork.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.FormContents;
import gridwork.cases.OpenTask;
import gridwork.cases.Tasks;
import gridwork.cases.application.Application;
import gridwork.cases.application.ApplicationDesk;
import gridwork.cases.application.Applications;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.Officers;
import gridwork.street.Reach;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/**
 * What is under way in the made-up street when somebody comes in for the first time: an application that one department
 * sent back, a permit that was issued, and an urgent event with a squad on the scene. It is done as people would do it, step by
 * step: what a start that was cut short has done is not done again.
 */
@Component
class WorkUnderWay {
    private static final String EVENT = "outdoor-event";
    private static final String DECIDE = "user_decide_part";
    /** The department that sends the first application back. */
    private static final String DOUBTS = "xiaofang";

    private static final Duration AGO = Duration.ofMinutes(4);
    private static final int SHOP_SENT_BACK = 16;
    private static final int SHOP_PERMITTED = 41;
    private final Applications applications;
    private final ApplicationDesk desk;
    private final Subjects subjects;
    private final Facts facts;
    private final Cases cases;
    private final Tasks tasks;
    private final Officers officers;
    private final List<FormContents> forms;
    private final StreetClock clock;
    private final Work work;
    private final ObjectMapper json = new ObjectMapper();

    WorkUnderWay(
            Applications applications,
            ApplicationDesk desk,
            Subjects subjects,
            Facts facts,
            Cases cases,
            Tasks tasks,
            Officers officers,
            List<FormContents> forms,
            StreetClock clock,
            Work work) {
        this.applications = applications;
        this.desk = desk;
        this.subjects = subjects;
        this.facts = facts;
        this.cases = cases;
        this.tasks = tasks;
        this.officers = officers;
        this.forms = forms;
        this.clock = clock;
        this.work = work;
    }

    void begin() {
        decided(sent(SHOP_SENT_BACK, "门前周末集市", 24), Set.of(DOUBTS));
        decided(sent(SHOP_PERMITTED, "邻里美食夜市", 10), Set.of());
        urgent();
    }

    private CaseId sent(int shop, String what, int inDays) {
        Subject subject = subjects.find(new SubjectRef("merchant", MadeUpStreet.shop(shop)))
                .orElseThrow();
        Application application = desk.of(subject).stream()
                .findFirst()
                .flatMap(each -> applications.find(subject.id(), each.id()))
                .orElseGet(() -> applications.begin(subject, EVENT));
        CaseId there = application.of();
        if (there != null) {
            return there;
        }
        applications.write(application, fields(subject, what, clock.today().plusDays(inDays)));
        if (!applications.missing(now(subject, application)).isEmpty()) {
            applications.attach(application, "plan", "活动方案.png", picture(0));
            applications.attach(application, "layout", "场地平面图.png", picture(1));
            applications.attach(application, "safety", "安全和应急预案.png", picture(2));
        }
        return applications.send(now(subject, application));
    }

    private Application now(Subject subject, Application application) {
        return applications.find(subject.id(), application.id()).orElseThrow();
    }

    private static Map<String, String> fields(Subject subject, String what, LocalDate from) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("what", what);
        fields.put("place", Optional.ofNullable(subject.address()).orElse(subject.name()) + " 门前空地");
        fields.put("from", from.toString());
        fields.put("until", from.plusDays(2).toString());
        fields.put("hours", "17:00—21:30");
        fields.put("people", "300");
        fields.put("area", "240");
        fields.put("content", "小吃和手工摊位十二个，不用明火；收摊后半小时内清扫场地。");
        fields.put("contact", "店主（演示）");
        fields.put("phone", "000 0000 0000");
        return fields;
    }

    /** The visit is today, and each department says its word; those who doubt say what is to be mended. */
    private void decided(CaseId application, Set<String> doubts) {
        if (!cases.find(application).map(Case::open).orElse(false)) {
            return;
        }
        open(application, "user_arrange")
                .ifPresent(task -> done(
                        task,
                        content("place", "活动现场").put("visitOn", clock.today().toString())));
        for (Case part : cases.cameFrom(application)) {
            open(part.id(), DECIDE).ifPresent(task -> done(task, word(part, doubts)));
        }
    }

    private ObjectNode word(Case part, Set<String> doubts) {
        ObjectNode content = content("reason", "已一同上门，与申请一致");
        if (doubts.contains(part.details().path("department").asText())) {
            content.put("outcome", "refuse").put("reason", "平面图上看不出消防车道").put("mend", "平面图上标明净宽不小于四米的消防车道");
        } else {
            content.put("outcome", "agree").put("conditions", "收摊后清扫场地，不占用盲道");
        }
        forms.stream()
                .map(each -> each.of(part, DECIDE).get("read"))
                .filter(Objects::nonNull)
                .forEach(each -> content.put("read", each.toString()));
        return content;
    }

    /** Somebody smells gas: who was told first is there, the others are on their way. */
    private void urgent() {
        var place = new SubjectRef("place", "GC-02");
        Instant at = clock.now().minus(AGO);
        work.run(() -> facts.record(
                        List.of(new NewFact(
                                place,
                                "event-report",
                                "gas",
                                at,
                                null,
                                "made-up-street-signals",
                                "XH-NOW",
                                null,
                                null,
                                Map.of("description", "小吃摊的煤气罐漏气，味道很重", "reporter", "群众I", "channel", "随手拍"))),
                        Facts.How.NOW)
                .forEach(WorkUnderWay::mustBeIn));
        for (Case event : cases.of(subjects.find(place).orElseThrow().id(), Reach.EVERYTHING)) {
            List<Case> squads = cases.cameFrom(event.id());
            if (event.parent() == null && event.open() && squads.stream().allMatch(this::isToRespond)) {
                squads.stream().limit(1).forEach(this::arrives);
            }
        }
    }

    private boolean isToRespond(Case squad) {
        return open(squad.id(), "user_respond").isPresent();
    }

    private void arrives(Case squad) {
        open(squad.id(), "user_respond").ifPresent(task -> done(task, content("description", "马上到")));
        open(squad.id(), "user_arrive").ifPresent(task -> done(task, content("description", "已到现场，正在疏散")));
    }

    private static void mustBeIn(Recorded recorded) {
        if (recorded instanceof Recorded.Refused refused) {
            throw new IllegalStateException("a report of the street was refused: " + refused);
        }
    }

    private Optional<OpenTask> open(CaseId of, String step) {
        return cases.openTasks(of).stream()
                .filter(each -> each.step().equals(step))
                .findFirst();
    }

    private void done(OpenTask task, ObjectNode content) {
        Officer officer = task.groups().stream()
                .flatMap(each -> officers.with(Duty.of(each)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody does " + task.step()));
        tasks.complete(task.id(), content, officer);
    }

    private ObjectNode content(String field, String text) {
        return json.createObjectNode().put(field, text);
    }

    /** Stalls on a square, seen from above: different for each document, as real files are. */
    private static byte[] picture(int which) {
        var picture = new BufferedImage(640, 420, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 640, 420);
        pen.setColor(new Color(0xEE, 0xF2, 0xF4));
        pen.fillRect(20, 20, 600, 380);
        pen.setColor(new Color(0x2B, 0x6C, 0x8F));
        for (int stall = 0; stall < 12; stall++) {
            pen.fillRect(50 + stall % 6 * 92, 70 + stall / 6 * 190 + which * 12, 64, 44);
        }
        pen.setColor(new Color(0xA8, 0x26, 0x1B));
        pen.drawLine(20, 200 + which * 12, 620, 200 + which * 12);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
