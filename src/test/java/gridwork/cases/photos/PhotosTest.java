package gridwork.cases.photos;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TaskContents;
import gridwork.evidence.Evidence;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.MadePictures;
import gridwork.platform.Ids;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@GridworkTest
class PhotosTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    TaskService tasks;

    @Autowired
    TaskContents contents;

    @Autowired
    EvidenceFiles files;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    /** Different in every test: they share a database. */
    final long seed = Ids.next();

    @BeforeEach
    void crew() {
        clock.set(on("2025-03-03"));
        crew.comesToWork();
    }

    // --- what is taken in

    @Test
    void what_is_no_photo_is_refused_in_words_and_the_form_keeps_what_was_written() {
        CaseId check = open(town.site("一处工地", Crew.GRID), "inspector1", "inspector2");
        String task = crew.task(check, "user_record");
        crew.as("inspector1", () -> contents.save(task, crew.record("dust"), "crew-inspector1"));
        Visitor inspector = visitor("inspector1");
        byte[] jpeg = MadePictures.file(MadePictures.scene(seed, 320, 240), "jpeg");
        byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        var both = new ByteArrayOutputStream();
        both.writeBytes(jpeg);
        both.writeBytes(page);

        assertThat(send(inspector, check, "x.jpg", page)).contains("只接受 JPEG、PNG 图片和 PDF 文件");
        assertThat(send(inspector, check, "x.jpg", "<svg/>".getBytes(StandardCharsets.US_ASCII)))
                .contains("只接受 JPEG、PNG 图片和 PDF 文件");
        assertThat(send(inspector, check, "x.jpg", both.toByteArray())).contains("夹带了别的内容");
        assertThat(send(inspector, check, "x.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)))
                .contains("不完整或已损坏");
        assertThat(send(inspector, check, "x.png", bomb())).contains("百万像素");
        assertThat(files.about("case/" + check.value())).isEmpty();
        assertThat(contents.find(task).orElseThrow().path("findings")).hasSize(1);
    }

    @Test
    void the_original_is_handed_out_as_it_came_to_be_saved_and_never_run() {
        CaseId check = open(town.site("一处工地", Crew.GRID), "inspector1", "inspector2");
        byte[] sent = MadePictures.fromAPhone(MadePictures.file(MadePictures.scene(seed, 320, 240), "jpeg"));
        Visitor inspector = visitor("inspector1");
        assertThat(send(inspector, check, "report.html", sent)).contains("sha256");
        Evidence kept = files.about("case/" + check.value()).get(0);
        assertThat(kept.mediaType()).isEqualTo("image/jpeg");
        assertThat(kept.takenAt()).isEqualTo(Instant.parse("2025-03-03T00:30:00Z"));
        assertThat(kept.latitude()).isEqualByComparingTo("30.26");
        assertThat(kept.longitude()).isEqualByComparingTo("120.15");

        var original = inspector.download("/evidence/" + kept.id().value() + "/original");
        assertThat(original.body()).isEqualTo(sent);
        assertThat(original.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("report.html.jpg");
        assertThat(original.headers().allValues("X-Content-Type-Options")).containsOnly("nosniff");
        assertThat(original.headers().allValues("Content-Security-Policy"))
                .anyMatch(each -> each.contains("default-src 'none'"));
        var shown = inspector.download("/evidence/" + kept.id().value());
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(new String(shown.body(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");

        assertThat(inspector.get("/cases/" + check.value()).body())
                .contains("拍摄 2025-03-03 08:30")
                .contains("地点 30.26");
    }

    @Test
    void an_item_that_asks_for_photos_before_and_after_is_not_failed_without_one() {
        CaseId check = open(town.site("一处工地", Crew.GRID), "inspector1", "inspector2");
        var record = crew.record();
        record.withObject("/answers").put("fence", "no");
        var finding = record.withArray("findings").addObject();
        finding.put("item", "fence").put("category", "no-fence").put("description", "围挡破损");
        assertThatThrownBy(() -> crew.does("inspector1", crew.task(check, "user_record"), record))
                .hasStackTraceContaining("check-photo-missing");

        finding.putArray("photos").add(photo(check, MadePictures.scene(seed, 320, 240), "jpeg"));
        crew.does("inspector1", crew.task(check, "user_record"), record);
        assertThat(cases.openTasks(check)).hasSize(2);
    }

    // --- the same picture elsewhere

    @Test
    void who_signs_is_shown_that_a_picture_was_used_in_another_case() throws IOException {
        CaseId earlier = open(town.site("先查的工地", Crew.GRID), "inspector1", "inspector2");
        CaseId check = open(town.site("后查的工地", Crew.GRID), "inspector1", "inspector2");
        BufferedImage scene = MadePictures.scene(seed, 1200, 900);
        photo(earlier, scene, "jpeg");
        var record = crew.record();
        String same = photo(check, scene, "jpeg");
        String alike = photo(check, MadePictures.scaled(scene, 640, 480), "png");
        String other = photo(check, MadePictures.scene(seed + 1, 1200, 900), "jpeg");
        record.withArray("photos").add(same).add(alike).add(other);
        crew.does("inspector1", crew.task(check, "user_record"), record);

        JsonNode reuse = form("inspector2", check).path("review").path("reuse");
        assertThat(reuse).hasSize(2);
        assertThat(reuse.get(0).path("photo").asText()).isEqualTo(same);
        assertThat(reuse.get(0).path("exact").asBoolean()).isTrue();
        assertThat(reuse.get(0).path("case").asText()).isEqualTo(String.valueOf(earlier.value()));
        assertThat(reuse.get(1).path("photo").asText()).isEqualTo(alike);
        assertThat(reuse.get(1).path("exact").asBoolean()).isFalse();

        assertThat(visitor("inspector2").get("/cases/" + earlier.value()).body())
                .as("the earlier case says so too")
                .contains("照片曾用于别处")
                .contains("/cases/" + check.value());
    }

    @Test
    void of_a_case_that_one_may_not_see_one_learns_no_more_than_that_there_is_one() throws IOException {
        CaseId elsewhere = open(town.site("别处的工地"), "inspector1", "inspector2");
        CaseId check = open(town.site("本网格的工地", Crew.GRID), "inspector3", "inspector2");
        BufferedImage scene = MadePictures.scene(seed, 1200, 900);
        photo(elsewhere, scene, "jpeg");
        photo(check, scene, "jpeg");
        String page = visitor("worker").get("/cases/" + check.value()).body();
        assertThat(page).contains("与您无权查看的一个案件的照片完全相同").doesNotContain(String.valueOf(elsewhere.value()));
    }

    @Test
    void a_picture_of_a_drawn_check_that_nobody_may_know_of_gives_nothing_away() throws IOException {
        CaseId drawn = checks.open(
                town.site("抽中的工地", Crew.GRID).id(),
                "random",
                true,
                "drawn-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        CaseId check = open(town.site("一处工地", Crew.GRID), "inspector3", "inspector2");
        BufferedImage scene = MadePictures.scene(seed, 1200, 900);
        photo(drawn, scene, "jpeg");
        var record = crew.record();
        record.withArray("photos").add(photo(check, scene, "jpeg"));
        crew.does("inspector3", crew.task(check, "user_record"), record);

        assertThat(form("inspector3", check).path("review").path("reuse")).isEmpty();
        assertThat(form("inspector2", check).path("review").path("reuse"))
                .as("who is named for it")
                .hasSize(1);
        assertThat(visitor("office").get("/cases/" + check.value()).body()).doesNotContain("照片曾用于别处");
    }

    @Test
    void alike_pictures_are_found_by_an_index_whatever_the_history() {
        String plan = String.join(
                " ",
                jdbc.sql("explain select evidence_id, look from evidence_look where band_0 in (1, 2, 3)")
                        .query((row, at) -> {
                            var all = new StringBuilder();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                all.append(' ').append(row.getString(i));
                            }
                            return all.toString();
                        })
                        .list());
        assertThat(plan.toLowerCase(java.util.Locale.ROOT)).contains("ix_evidence_look_0");
    }

    // --- words of these tests

    private CaseId open(Town.Site site, String first, String second) {
        return checks.open(
                site.id(),
                "general",
                false,
                "photos-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id(first), Crew.id(second)));
    }

    private String photo(CaseId of, BufferedImage picture, String format) {
        return String.valueOf(files.keep(
                        "case/" + of.value(),
                        "现场." + format,
                        MadePictures.file(picture, format),
                        null,
                        null,
                        null,
                        "crew-inspector1")
                .id()
                .value());
    }

    private Visitor visitor(String name) {
        String id = Crew.id(name).value();
        return new Visitor(port).signIn(id, id);
    }

    private static String send(Visitor visitor, CaseId to, String name, byte[] file) {
        return visitor.upload(
                        "/tasks", "/evidence", Map.of("about", "case/" + to.value()), name, file, "application/json")
                .body();
    }

    private JsonNode form(String name, CaseId of) throws IOException {
        String task = cases.openTasks(of).stream()
                .filter(each -> Crew.id(name).value().equals(each.assignee()))
                .findFirst()
                .orElseThrow()
                .id();
        return new ObjectMapper()
                .readTree(visitor(name).getJson("/cases/tasks/" + task).body());
    }

    /** 60,000 by 60,000 pixels, as its header says. */
    private static byte[] bomb() {
        byte[] bomb = MadePictures.file(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
        for (int at : new int[] {16, 20}) {
            bomb[at + 2] = (byte) 0xEA;
            bomb[at + 3] = 0x60;
        }
        return bomb;
    }
}
