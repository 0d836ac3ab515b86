package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** What people do in joint inspections and rectifications, in the real Tasklist; each signs in first. */
record OnSite(Browser browser, Crew crew, Cases cases, Signatures signatures) {
    /** Fixes the day of the visit. */
    void arrange(String who, CaseId visit, String day, String place) {
        Tasklist tasklist = as(who).open(visit, "user_arrange").claim();
        browser.run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                browser.find("[data-field=visitOn]"),
                day);
        write("[data-field=place]", place);
        browser.until("已保存");
        tasklist.complete();
        browser.waitUntil(() ->
                cases.openTasks(visit).stream().noneMatch(each -> each.step().equals("user_arrange")));
        browser.waitUntil(() -> !cases.cameFrom(visit).isEmpty());
    }

    /**
     * A department's own items, and its signature under them.
     *
     * @param problems by item; every other item is in order
     */
    void checkAndSign(String who, Case part, Map<String, String> problems) {
        Tasklist tasklist = as(who).open(part.id(), "user_check_part").claim();
        part.details().path("checklist").path("items").forEach(each -> {
            String item = each.path("id").asText();
            browser.run(
                    "arguments[0].click()",
                    browser.find(".gw-item[data-item=" + item + "] input[value="
                            + (problems.containsKey(item) ? "no" : "yes") + "]"));
        });
        problems.values().forEach(each -> write(".gw-finding textarea", each));
        browser.toTheMiddle("[data-field=conclusion][value=" + (problems.isEmpty() ? "pass" : "conditional") + "]")
                .click();
        browser.until("已保存");
        tasklist.complete();
        tasklist.until(part.id(), "user_sign_part");

        tasklist.open(part.id(), "user_sign_part");
        browser.toTheMiddle("[data-field=outcome][value=signed]").click();
        browser.until("已保存");
        tasklist.complete();
        String department = part.details().path("department").asText();
        browser.waitUntil(() -> signatures.about("case/" + inspection(part).value()).stream()
                .map(Signature::part)
                .anyMatch(department::equals));
    }

    private static CaseId inspection(Case part) {
        assertThat(part.parent()).isNotNull();
        return java.util.Objects.requireNonNull(part.parent());
    }

    /** The office urges those who have not signed. */
    void chase(String who, CaseId of, String step, String how) {
        Tasklist tasklist = as(who).open(of, step).claim();
        write("[data-field=description]", how);
        browser.until("已保存");
        tasklist.complete();
        browser.waitUntil(
                () -> cases.openTasks(of).stream().noneMatch(each -> each.step().equals(step)));
    }

    void rectify(String who, CaseId rectification, String how) {
        Tasklist tasklist = as(who).open(rectification, "user_rectify").claim();
        write("[data-field=description]", how);
        browser.find("[data-photos] input[type=file]").sendKeys(photo());
        browser.until("照片已上传").until("已保存");
        tasklist.complete();
        tasklist.until(rectification, "user_recheck");
    }

    void passes(String who, CaseId rectification, String seen) {
        Tasklist tasklist = as(who).open(rectification, "user_recheck").claim();
        browser.toTheMiddle("[data-field=passed][value=true]").click();
        write("[data-field=description]", seen);
        browser.until("已保存");
        tasklist.complete();
        browser.waitUntil(() -> !cases.find(rectification).orElseThrow().open());
    }

    private Tasklist as(String who) {
        browser.signIn(Crew.id(who).value());
        return new Tasklist(browser, crew);
    }

    private void write(String field, String text) {
        browser.toTheMiddle(field).sendKeys(text);
    }

    private static String photo() {
        try {
            Path file = Files.createTempFile("现场", ".jpg");
            file.toFile().deleteOnExit();
            ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", file.toFile());
            return file.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
