package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

/** A clerk looks after signals without seeing whose car it was, and loses nothing of it by mending them. */
@GridworkTest
class PersonalDataInTheInboxTest {
    private static final Pattern EVENT = Pattern.compile("<textarea[^>]*name=\"event\"[^>]*>([^<]*)</textarea>");

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Work work;

    @BeforeEach
    void it_is_july() {
        clock.set(Town.on("2025-07-10"));
        staff.officer("inbox-clerk", "office-clerk");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void a_plate_is_masked_on_every_page_of_the_inbox_and_mending_keeps_it() {
        var clerk = new Visitor(port).signIn("inbox-clerk", "inbox-clerk");
        var camera = new Sender(port, keys, signals);
        var device = new SubjectRef("device", "CAM" + Ids.next());
        String plate = "浙A·" + Long.toString(Ids.next(), 36).toUpperCase(java.util.Locale.ROOT);
        plate = plate.substring(0, 14);
        camera.send(
                "p-" + Ids.next(), "plate-capture", device, "2025-07-10T09:00:00", Map.of("plate", plate, "lane", "2"));
        camera.workOff();

        String list = clerk.get("/signals?state=PARKED&text=" + camera.source()).body();
        assertThat(list).doesNotContain(plate).contains("没有登记对象");
        assertThat(clerk.get("/").body()).doesNotContain(plate);
        Matcher link = Pattern.compile("href=\"(/signals/\\d+)\"").matcher(list);
        assertThat(link.find()).isTrue();
        String first = link.group(1);
        String masked = plate.substring(0, 2) + "•••" + plate.substring(plate.length() - 1);
        String page = clerk.get(first).body();
        assertThat(page).doesNotContain(plate).contains(masked, "lane");
        Matcher event = EVENT.matcher(page);
        assertThat(event.find()).isTrue();
        String shown = HtmlUtils.htmlUnescape(event.group(1));

        work.run(() -> subjects.register(Map.of(device, new SubjectDetails("相机", null, null, null, null, null))));
        clerk.post(
                first,
                first + "/replay",
                Map.of("event", shown.replace("\"2\"", "\"3\"").replace("\n", "\r\n")));
        camera.workOff();
        List<Fact> told = facts.timeline(subjects.find(device).orElseThrow().id(), 0, 9);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).payload()).containsEntry("plate", plate).containsEntry("lane", "3");
        assertThat(clerk.get(first).body())
                .as("what was mended is masked, too")
                .contains(masked, "&quot;3&quot;")
                .doesNotContain(plate);

        assertThat(clerk.get("/facts/" + told.get(0).id().value() + "/void").body())
                .contains(masked)
                .doesNotContain(plate);
    }

    @Test
    void sent_again_as_it_is_a_masked_signal_counts_as_unchanged() {
        var clerk = new Visitor(port).signIn("inbox-clerk", "inbox-clerk");
        var camera = new Sender(port, keys, signals);
        var device = new SubjectRef("device", "CAM" + Ids.next());
        camera.send("q-" + Ids.next(), "plate-capture", device, "2025-07-10T09:00:00", Map.of("plate", "浙A12345"));
        camera.workOff();
        Matcher link = Pattern.compile("href=\"(/signals/\\d+)\"")
                .matcher(clerk.get("/signals?state=PARKED&text=" + camera.source())
                        .body());
        assertThat(link.find()).isTrue();
        String page = clerk.get(link.group(1)).body();
        Matcher event = EVENT.matcher(page);
        assertThat(event.find()).isTrue();
        work.run(() -> subjects.register(Map.of(device, new SubjectDetails("相机", null, null, null, null, null))));
        clerk.post(link.group(1), link.group(1) + "/replay", Map.of("event", HtmlUtils.htmlUnescape(event.group(1))));
        camera.workOff();
        assertThat(facts.timeline(subjects.find(device).orElseThrow().id(), 0, 9)
                        .get(0)
                        .payload())
                .containsEntry("plate", "浙A12345");
        assertThat(clerk.get(link.group(1)).body()).doesNotContain("改正后的内容");
    }
}
