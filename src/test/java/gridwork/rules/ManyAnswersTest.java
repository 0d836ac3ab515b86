package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule set in which several answers may hold at once, read cell by cell. */
class ManyAnswersTest {
    private static final LocalDate DAY = LocalDate.parse("2026-06-30");
    private static final String YAML = """
            id: alarms
            title: {zh: 预警, en: Alarms}
            question: {zh: 哪些成立？, en: "Which hold?"}
            owner: policy-officer
            subject: enterprise
            model: alarms.dmn
            rows: {预警: AL, 参数: ALP}
            result: {decision: 预警, output: 预警, many: true}
            items:
              - {id: loud, value: 吵, label: {zh: 太吵, en: Too loud}, cause: [投诉数]}
              - {id: low, value: 低, label: {zh: 下降, en: Falling}}
              - {id: tower, value: 楼, label: {zh: 楼宇, en: Building}, subject: building}
              - {id: idle, value: 关, label: {zh: 未启用, en: Idle}, when: 启用}
            palette:
              - {id: none, value: 无, label: {zh: 无预警, en: None}, tone: white}
              - {id: some, value: 有, label: {zh: 有预警, en: Some}, tone: red}
            parameters: {decision: 参数, date: 日期, name: 名称, number: 数值}
            measures:
              - {name: 投诉数, en: Complaints, measure: count, of: {kind: complaint}, window: 期限}
              - {name: 投诉数上限, en: Most, measure: latest, of: {kind: limit}}
              - {name: 本期, en: Now, measure: latest, of: {kind: revenue}}
              - {name: 上期, en: Before, measure: previous, of: {kind: revenue}}
            outputs:
              - {id: note, name: 说明, type: string, optional: true}
            """;

    private static final String[] COLUMNS = {
        "投诉数", "投诉数上限 - 投诉数", "if 上期 > 0 then (上期 - 本期) / 上期 * 100 else null", "上期", "日期"
    };
    private static final String[][] ROWS = {
        {"AL-010", ">= 3", "-", "-", "-", "-", "\"吵\"", "\"次数多\""},
        {"AL-020", "-", "< 0", "-", "-", "-", "\"吵\"", "null"},
        {"AL-030", "-", "-", "> 15", "> 0", "-", "\"低\"", "null"},
        {"AL-040", "> 0", "-", "-", "-", ">= date(\"2026-07-01\")", "\"楼\"", "null"},
        {"AL-050", ">= 0", "-", "-", "-", "-", "\"关\"", "null"},
    };

    private static String dmn() {
        var text = new StringBuilder("""
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="alarms" name="alarms" namespace="urn:alarms">
                """);
        for (String each : List.of("投诉数", "投诉数上限", "本期", "上期")) {
            text.append("<inputData id='i%1$s' name='%1$s'><variable name='%1$s' typeRef='number'/></inputData>"
                    .formatted(each));
        }
        text.append("<inputData id='day' name='日期'><variable name='日期' typeRef='date'/></inputData>");
        text.append("""
                <decision id="p" name="参数"><variable name="参数"/><informationRequirement id="pd"><requiredInput href="#day"/></informationRequirement>
                <decisionTable id="pt" hitPolicy="COLLECT"><input id="p1"><inputExpression typeRef="date"><text>日期</text></inputExpression></input>
                <output id="o1" name="名称" typeRef="string"/><output id="o2" name="数值" typeRef="number"/>
                <rule id="ALP-010"><description>b</description><inputEntry id="c1"><text>-</text></inputEntry><outputEntry id="c2"><text>"期限"</text></outputEntry><outputEntry id="c3"><text>90</text></outputEntry></rule>
                <rule id="ALP-020"><description>b</description><inputEntry id="c4"><text>-</text></inputEntry><outputEntry id="c5"><text>"启用"</text></outputEntry><outputEntry id="c6"><text>0</text></outputEntry></rule>
                </decisionTable></decision>
                <decision id="d" name="预警"><variable name="预警"/>
                """);
        for (String each : List.of("i投诉数", "i投诉数上限", "i本期", "i上期", "day")) {
            text.append("<informationRequirement id='r%1$s'><requiredInput href='#%1$s'/></informationRequirement>"
                    .formatted(each));
        }
        text.append("<decisionTable id='t' hitPolicy='COLLECT'>");
        for (int i = 0; i < COLUMNS.length; i++) {
            text.append("<input id='in%d'><inputExpression typeRef='%s'><text>%s</text></inputExpression></input>"
                    .formatted(i, i == 4 ? "date" : "number", COLUMNS[i].replace(">", "&gt;")));
        }
        text.append("<output id='out' name='预警' typeRef='string'/><output id='note' name='说明' typeRef='string'/>");
        for (String[] row : ROWS) {
            text.append("<rule id='%s'><description>b</description>".formatted(row[0]));
            for (int i = 1; i < row.length; i++) {
                String side = i <= COLUMNS.length ? "inputEntry" : "outputEntry";
                text.append("<%1$s id='%2$s_%3$d'><text>%4$s</text></%1$s>"
                        .formatted(side, row[0], i, row[i].replace("<", "&lt;").replace(">", "&gt;")));
            }
            text.append("</rule>");
        }
        return text.append("</decisionTable></decision></definitions>").toString();
    }

    private static TabledRuleSet alarms(String yaml) {
        var files = new TreeMap<String, byte[]>();
        files.put("rules/alarms/rule-set.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        files.put("rules/alarms/alarms.dmn", dmn().getBytes(StandardCharsets.UTF_8));
        return TabledRuleSet.load(SourceTree.of(files), "rules/alarms");
    }

    private static final TabledRuleSet ALARMS = alarms(YAML);

    private static FactSeen fact(long id, String kind, int daysAgo, @Nullable String amount) {
        return new FactSeen(
                id, kind, null, DAY.minusDays(daysAgo), amount == null ? null : new BigDecimal(amount), null);
    }

    private static Question asked(FactSeen... facts) {
        return new Question(DAY, List.of(facts), Map.of());
    }

    private static ItemStand item(Evaluation evaluation, String id) {
        return evaluation.items().stream()
                .filter(each -> each.item().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_missing_scalar_leaves_open_only_the_answers_that_look_at_it() {
        Evaluation loud = ALARMS.evaluate(
                asked(fact(1, "complaint", 1, null), fact(2, "complaint", 1, null), fact(3, "complaint", 0, null)));
        assertThat(loud.result()).isEqualTo("some");
        assertThat(loud.held()).extracting(ItemStand::item).containsExactly("loud");
        assertThat(loud.undecided()).containsExactly("low");
        assertThat(loud.missing()).containsExactlyInAnyOrder("上期", "本期");
        assertThat(loud.rowIds()).contains("AL-010").doesNotContain("AL-020", "AL-050");
        assertThat(item(loud, "loud").values()).containsEntry("note", "次数多");
        assertThat(item(loud, "loud").cause()).isEqualTo("complaint 2026-06-30");
        assertThat(item(loud, "loud").facts()).containsExactly(3L);
    }

    @Test
    void what_is_not_met_is_not_met_whatever_is_missing_beside_it() {
        Evaluation quiet = ALARMS.evaluate(
                asked(fact(1, "limit", 9, "2"), fact(2, "revenue", 40, "-5"), fact(3, "revenue", 9, "4")));
        assertThat(quiet.result()).isEqualTo("none");
        assertThat(quiet.undecided()).isEmpty();
        assertThat(item(quiet, "low").criteria()).extracting(Criterion::met).containsExactly(Met.UNKNOWN, Met.NOT_MET);
    }

    @Test
    void nothing_holds_and_something_cannot_be_told_is_unknown() {
        Evaluation bare = ALARMS.evaluate(asked(fact(1, "limit", 9, "2")));
        assertThat(bare.result()).isEqualTo(RuleSet.UNKNOWN);
        assertThat(bare.undecided()).containsExactly("low");
        assertThat(item(bare, "low").criteria().get(0).missing()).containsExactlyInAnyOrder("上期", "本期");
    }

    @Test
    void an_answer_about_another_kind_of_subject_or_switched_off_is_not_asked() {
        Evaluation enterprise = ALARMS.evaluate(asked());
        assertThat(enterprise.items()).extracting(ItemStand::item).containsExactly("loud", "low");
        Evaluation building = ALARMS.evaluate(new Question(
                LocalDate.parse("2026-07-01"), List.of(fact(1, "complaint", 0, null)), Map.of(), "building"));
        assertThat(building.held()).extracting(ItemStand::item).containsExactly("tower");
        assertThat(ALARMS.subjectKinds()).containsExactly("enterprise", "building");
        assertThat(ALARMS.evaluate(asked(), Map.of("启用", BigDecimal.ONE)).items())
                .extracting(ItemStand::item)
                .containsExactly("loud", "low", "idle");
    }

    @Test
    void a_day_that_the_table_names_is_known_before() {
        assertThat(ALARMS.evaluate(asked()).nextChange()).isEqualTo(LocalDate.parse("2026-07-01"));
    }

    @Test
    void without_a_list_every_row_is_an_answer_of_its_own() {
        String yaml =
                YAML.replaceFirst("(?s)items:.*?palette:", "palette:").replace("many: true", "many: true, en: 说明");
        TabledRuleSet rows = alarms(yaml);
        assertThat(rows.items()).extracting(Item::id).containsExactly("AL-010", "AL-020", "AL-030", "AL-040", "AL-050");
        assertThat(rows.items().get(0).label().en()).isEqualTo("次数多");
        assertThat(rows.evaluate(asked()).held()).extracting(ItemStand::item).containsExactly("AL-050");
    }

    /** The engine's own evaluation is the reference. */
    @Test
    void the_rows_found_equal_those_of_the_engine() {
        var random = new Random(7);
        var table = new ManyTable(
                ALARMS.tables().model(),
                ALARMS.tables().table("预警"),
                ALARMS.tables().rows());
        var hits = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> scalars = new HashMap<>();
            for (String name : List.of("投诉数", "投诉数上限", "本期", "上期")) {
                scalars.put(name, BigDecimal.valueOf(random.nextInt(12) - 2L));
            }
            scalars.put("日期", DAY.plusDays(random.nextInt(3)));
            List<String> engine = ALARMS.tables().ask("预警", scalars).rows();
            assertThat(table.read(scalars).stream()
                            .filter(each -> each.met() == Met.MET)
                            .map(each -> each.row().id()))
                    .as(scalars.toString())
                    .containsExactlyInAnyOrderElementsOf(engine);
            hits.addAll(engine);
        }
        assertThat(hits).contains("AL-010", "AL-020", "AL-030", "AL-040", "AL-050");
    }

    static Stream<Arguments> plants() {
        return Stream.of(
                Arguments.of("many: true", "many: true, en: 英文", "output-missing"),
                Arguments.of(", many: true", "", "items-without-many"),
                Arguments.of("cause: \\[投诉数]", "cause: [没有]", "measure-unknown"),
                Arguments.of("when: 启用", "when: 没有", "parameter-unknown"),
                Arguments.of("value: 关", "value: 开", "value-unknown"),
                Arguments.of("id: idle", "id: loud", "name-twice"),
                Arguments.of("\n  - \\{id: none[^\n]*", "", "many-palette"));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void the_lint_bites(String from, String to, String code) {
        String yaml = YAML.replaceFirst(from, to);
        if (code.equals("output-missing")) {
            yaml = yaml.replaceFirst("(?s)items:.*?palette:", "palette:");
        }
        assertThat(findings(yaml, dmn())).contains(code);
    }

    @Test
    void the_lint_wants_a_table_that_collects() {
        assertThat(findings(
                        YAML, dmn().replace("<decisionTable id='t' hitPolicy='COLLECT'>", "<decisionTable id='t'>")))
                .contains("many-collect");
        assertThat(findings(YAML, dmn())).doesNotContain("many-collect", "many-palette", "value-unknown");
    }

    private static List<String> findings(String yaml, String dmn) {
        var files = new TreeMap<String, byte[]>();
        files.put("rules/alarms/rule-set.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        files.put("rules/alarms/alarms.dmn", dmn.getBytes(StandardCharsets.UTF_8));
        var facts = new FactVocabulary(Map.of("complaint", Map.of(), "limit", Map.of(), "revenue", Map.of()));
        return RuleSetLint.check(SourceTree.of(files), "rules/alarms", facts).stream()
                .map(Finding::code)
                .toList();
    }
}
