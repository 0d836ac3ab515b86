package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.decisions.Decisions;
import gridwork.decisions.Replayed;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A clerk finds that two entries of the register are one site. From then on everything counts for one of them; what was
 * decided before stays what it was, and it can all be undone.
 */
@GridworkTest
class OneSubjectRegisteredTwiceTest {
    private static final LocalDate TODAY = on("2025-07-10");

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Decisions decisions;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Work work;

    private Visitor clerk = new Visitor(0);

    @BeforeEach
    void a_clerk_is_there() {
        clock.set(TODAY);
        staff.officer("merge-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("merge-clerk", "merge-clerk");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void everything_told_about_the_one_counts_for_the_other_and_can_be_given_back() {
        Town.Site twin = town.site("同一工地（重复登记）").violation("dangerous-work", on("2025-07-01"));
        Town.Site site = town.site("同一工地").check("general", 0, on("2025-07-02"));
        assertThat(twin.colour()).isEqualTo("red");
        assertThat(site.colour()).isNotEqualTo("red");
        String before = site.colour();
        Instant separately = clock.now();
        everyDecisionComesOutTheSame(twin, site);

        clock.set(TODAY.plusDays(1));
        String confirm = Visitor.sentTo(choose(twin, site.ref().code()));
        assertThat(confirm).startsWith("/subjects/merge?");
        assertThat(clerk.get(confirm).body())
                .contains("同一工地（重复登记）", twin.ref().code(), site.ref().code(), "确认合并", "违法行为", "反过来");
        var unexplained = merge(twin, site, " ");
        assertThat(clerk.get(Visitor.sentTo(unexplained)).body()).contains("请填写理由");
        assertThat(subjects.find(twin.id()).orElseThrow().mergedInto()).isNull();
        assertThat(Visitor.sentTo(merge(twin, site, "同一个项目部，营业执照相同"))).isEqualTo(page(site));

        assertThat(site.colour()).as("what was told about its twin counts").isEqualTo("red");
        assertThat(site.colourAsOf("2025-07-10", separately))
                .as("as known before the merge")
                .isEqualTo(before);
        assertThat(site.colourAsOf("2025-07-10", clock.now())).isEqualTo("red");
        assertThat(twin.colourAsOf("2025-07-10", separately)).isEqualTo("red");
        assertThat(subjects.open("site", TODAY, separately)).contains(twin.id(), site.id());
        assertThat(subjects.open("site", TODAY, clock.now()))
                .contains(site.id())
                .doesNotContain(twin.id());
        assertThat(subjects.open("site", TODAY)).contains(site.id()).doesNotContain(twin.id());
        everyDecisionComesOutTheSame(twin, site);

        assertThat(clerk.get("/").body()).isNotEmpty();
        assertThat(clerk.get(page(twin)).body())
                .contains("已并入", "同一工地</a>", "不再单独评定", "营业执照相同", "merge-clerk")
                .doesNotContain("reason-card");
        assertThat(clerk.get("/decisions?subject=" + twin.ref()).body()).contains("已并入另一对象");
        assertThat(clerk.get("/subjects?kind=site&q=" + twin.ref().code()).body())
                .doesNotContain("重复登记");
        assertThat(clerk.get("/subjects?kind=site&closed=true&q=" + twin.ref().code())
                        .body())
                .contains("重复登记", "已并入 同一工地");
        assertThat(Visitor.sentTo(clerk.get("/search?q=" + twin.ref().code()))).isEqualTo(page(twin));
        assertThat(clerk.getJson("/api" + page(twin)).body()).contains("\"mergedInto\":\"" + site.ref() + "\"");
        assertThat(clerk.get(page(site)).body())
                .contains("已并入本对象", "同一工地（重复登记）", "原编号 " + twin.ref().code());

        var camera = new Sender(port, keys, signals);
        camera.send(new Sender.Signal(
                "after-" + Ids.next(),
                "violation",
                twin.ref(),
                "2025-07-11T09:00:00+08:00",
                Map.of("category", "dangerous-work")));
        assertThat(decisions
                        .explain(site.ref(), "site-colour", TODAY.plusDays(1), clock.now())
                        .evaluation()
                        .facts())
                .as("the signal under the former code counts too")
                .hasSizeGreaterThanOrEqualTo(2);
        String signal = clerk.get("/signals?state=DONE&text=" + camera.source()).body();
        var link = java.util.regex.Pattern.compile("/signals/\\d+").matcher(signal);
        assertThat(link.find()).isTrue();
        assertThat(clerk.get(link.group()).body()).contains("计入", page(site));
        everyDecisionComesOutTheSame(twin, site);

        assertThat(clerk.get(edit(twin)).body()).contains("撤销合并").doesNotContain("name=\"latitude\"");
        clerk.post(
                edit(twin),
                "/subjects/edit/" + twin.id().value(),
                Map.of(
                        "version",
                        "2",
                        "name",
                        "改名",
                        "area",
                        "",
                        "address",
                        "",
                        "latitude",
                        "",
                        "longitude",
                        "",
                        "openedOn",
                        ""));
        assertThat(clerk.get(edit(twin)).body()).contains("该对象已并入 " + site.ref());

        clock.set(TODAY.plusDays(2));
        Instant together = clock.now().minusSeconds(1);
        clerk.post(
                edit(twin),
                "/subjects/edit/" + twin.id().value() + "/part",
                Map.of("version", "2", "reason", "查实为相邻两个工地"));
        assertThat(twin.colour()).isEqualTo("red");
        assertThat(site.colour()).isEqualTo(before);
        assertThat(facts.timeline(twin.id(), 0, 20))
                .as("the signal that came meanwhile is its own")
                .filteredOn(each -> each.kind().equals("violation"))
                .hasSize(2);
        assertThat(site.colourAsOf("2025-07-11", together))
                .as("as known meanwhile")
                .isEqualTo("red");
        assertThat(subjects.open("site", TODAY, together)).doesNotContain(twin.id());
        assertThat(subjects.open("site", TODAY, clock.now())).contains(twin.id(), site.id());
        everyDecisionComesOutTheSame(twin, site);
        assertThat(clerk.get(page(twin)).body())
                .contains("查实为相邻两个工地", "并入另一对象", "营业执照相同")
                .contains("reason-card")
                .doesNotContain("不再单独评定");
    }

    @Test
    void what_cannot_be_merged_says_why() {
        Town.Site one = town.site("甲");
        Town.Site other = town.site("乙");
        Town.Site third = town.site("丙");
        Town.Site closed = town.site("丁");
        town.close(closed, on("2025-07-01"));
        var shop = new SubjectRef("merchant", "M" + Ids.next());
        work.run(() -> subjects.register(Map.of(shop, new SubjectDetails("店", null, null, null, null, null))));

        assertThat(refusal(one, one.ref())).contains("不能与自己合并");
        assertThat(refusal(one, shop)).contains("不是同一类对象");
        assertThat(refusal(one, closed.ref())).contains("已于 2025-07-01 注销，不能并入");
        choose(one, "no such code");
        assertThat(clerk.get(edit(one)).body()).contains("没有这个对象");
        assertThat(refusal(one, other.ref())).contains("已合并");
        assertThat(refusal(third, one.ref())).contains("该对象已并入 " + other.ref());
        assertThat(refusal(other, third.ref())).contains("名下已并入 " + one.ref().code());
        assertThat(subjects.find(other.id()).orElseThrow().mergedInto()).isNull();
        assertThat(subjects.find(third.id()).orElseThrow().mergedInto()).isNull();

        staff.officer("merge-inspector", "inspector");
        assertThat(new Visitor(port)
                        .signIn("merge-inspector", "merge-inspector")
                        .get("/subjects/merge?subject=" + third.ref() + "&into=" + other.ref())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_same_file_again_changes_nothing_after_a_merge() {
        Town.Site twin = town.site("重复").fact("file-" + Ids.next(), "violation", "dust", on("2025-07-01"), null);
        Town.Site site = town.site("本体");
        var told = facts.find(List.of(twin.lastFact())).get(0);
        refusal(twin, site.ref());

        twin.fact(told.reference(), "violation", "dust", on("2025-07-01"), null);
        assertThat(twin.lastFact()).isEqualTo(told.id());
        twin.fact(told.reference(), "violation", "dangerous-work", on("2025-07-01"), null);
        assertThat(site.colour())
                .as("a correction under the former code decides the site anew")
                .isEqualTo("red");
        twin.thatWasWrong("看错了");
        assertThat(site.colour()).isNotEqualTo("red");
    }

    private void everyDecisionComesOutTheSame(Town.Site... some) {
        Replayed replayed = decisions.replay(
                on("2025-01-01"),
                clock.today(),
                Set.of(),
                java.util.Arrays.stream(some).map(Town.Site::id).toList(),
                Progress.SILENT);
        assertThat(replayed.decisions()).isPositive();
        assertThat(replayed.different()).isEmpty();
    }

    private java.net.http.HttpResponse<String> choose(Town.Site one, String code) {
        return clerk.post(edit(one), "/subjects/edit/" + one.id().value() + "/same-as", Map.of("into", code));
    }

    private java.net.http.HttpResponse<String> merge(Town.Site one, Town.Site other, String reason) {
        return clerk.post(
                "/subjects/merge?subject=" + one.ref() + "&into=" + other.ref(),
                "/subjects/edit/" + one.id().value() + "/merge",
                Map.of("version", "1", "into", other.ref().toString(), "reason", reason));
    }

    /** What the page says after a merge was asked for. */
    private String refusal(Town.Site one, SubjectRef other) {
        String version = String.valueOf(subjects.find(one.id()).orElseThrow().version());
        var answer = clerk.post(
                edit(one),
                "/subjects/edit/" + one.id().value() + "/merge",
                Map.of("version", version, "into", other.toString(), "reason", "重复登记"));
        return clerk.get(Visitor.sentTo(answer)).body();
    }

    private static String edit(Town.Site site) {
        return "/subjects/edit?subject=" + site.ref();
    }

    private static String page(Town.Site site) {
        return "/subjects/" + site.ref();
    }
}
