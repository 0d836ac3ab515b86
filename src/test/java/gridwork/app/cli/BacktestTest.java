package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.Gridwork;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on a database of its own: a site with three minor violations since ten days ago. */
class BacktestTest {
    private static final String MODEL = "site-colour/site-colour.dmn";
    private static final String RED_LINE = "<outputEntry id=\"SCP-030_out_2\">\n          <text>5<";

    @TempDir
    Path data;

    @TempDir
    Path drafts;

    @Test
    void a_draft_is_tried_refused_or_found_unchanged_and_wrong_use_is_told_apart() throws Exception {
        LocalDate today = threeViolations();

        Path tighter = draft("tighter", RED_LINE.replace(">5<", ">3<"));
        Path changes = drafts.resolve("changes.jsonl");
        Typed said = Typed.at(data, "backtest --draft " + tighter + " --changes " + changes);
        // its scenarios still say five: each is named, and the effect is shown all the same
        assertThat(said.code()).as(said.out()).isEqualTo(1);
        assertThat(said.out())
                .contains("scenario-result", "工地三色等级：对象 1 个，其中 1 个有不同，合计 11 天；最后一天 1 个结果不同")
                .contains("最后结果 黄色 → 红色：1", "site/S1", "按间隔应做的现场检查", "没有小时数");
        assertThat(Files.readAllLines(changes))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"subject\":\"site/S1\"", "\"days\":11"));

        JsonNode json = json(Typed.at(data, "backtest --json --scope site --draft " + tighter));
        assertThat(json.at("/refused").asBoolean()).isFalse();
        assertThat(json.at("/findings").size()).isPositive();
        assertThat(json.at("/backtest/standing/0/atEnd/0/now").asText()).isEqualTo("red");
        assertThat(json.at("/backtest/to").asText()).isEqualTo(today.toString());

        Typed english = Typed.at(data, "backtest --lang en --draft " + tighter);
        assertThat(english.out()).contains("in the end Yellow → Red: 1", "there are numbers and no hours");

        Typed same = Typed.at(data, "backtest --draft " + draft("same", RED_LINE));
        assertThat(same.code()).as(same.out()).isZero();
        assertThat(same.out()).contains("草稿与现行发布没有不同");

        Path broken = draft("broken", RED_LINE.replace(">5<", ">fünf(<"));
        Typed refused = Typed.at(data, "backtest --draft " + broken);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("草稿没有通过检查，没有试算").doesNotContain("最后结果");
        assertThat(json(Typed.at(data, "backtest --json --draft " + broken))
                        .at("/refused")
                        .asBoolean())
                .isTrue();

        assertThat(Typed.at(data, "backtest --draft " + drafts.resolve("nowhere"))
                        .code())
                .isEqualTo(2);
        assertThat(Typed.at(data, "backtest --scope Atlantis --draft " + tighter)
                        .code())
                .isEqualTo(2);
        assertThat(Typed.at(data, "backtest --from 2030-01-02 --to 2030-01-01 --draft " + tighter)
                        .code())
                .isEqualTo(2);
        assertThat(Typed.at(data, "backtest").code()).isEqualTo(2);
    }

    private LocalDate threeViolations() {
        try (House house = House.open(Gridwork.class, data)) {
            var site = new SubjectRef("site", "S1");
            StreetClock clock = house.get(StreetClock.class);
            List<NewFact> told = IntStream.range(10, 13)
                    .mapToObj(days -> new NewFact(
                            site,
                            "violation",
                            "dust",
                            clock.startOf(clock.today().minusDays(days)).plusSeconds(3600),
                            null,
                            "street",
                            "v" + days,
                            null,
                            null,
                            Map.of()))
                    .toList();
            house.get(Work.class).run(() -> {
                house.get(Subjects.class)
                        .register(Map.of(site, new SubjectDetails("一号工地", null, null, null, null, null)));
                house.get(Facts.class).record(told, Facts.How.PAST);
            });
            return clock.today();
        }
    }

    private Path draft(String name, String redLine) throws IOException {
        Path model = drafts.resolve(name).resolve(MODEL);
        Files.createDirectories(model.getParent());
        String shipped = Files.readString(Path.of("rules").resolve(MODEL));
        assertThat(shipped).contains(RED_LINE);
        Files.writeString(model, shipped.replace(RED_LINE, redLine));
        return drafts.resolve(name);
    }

    private static JsonNode json(Typed typed) throws IOException {
        return new ObjectMapper().readTree(typed.out().substring(typed.out().indexOf('{')));
    }
}
