package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.SharedData;
import gridwork.cases.ProcedureWords;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.platform.Label;
import gridwork.policy.HouseCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The lint is shown, one by one, what it must find: planted into the project's own files. */
class LintBitesTest {
    private static final String COLOUR = "rules/site-colour/site-colour.dmn";
    private static final String CHECKS = "rules/site-check/site-check.dmn";
    private static final String RULE_SET = "rules/site-colour/rule-set.yaml";
    private static final String CREDIT = "rules/merchant-credit/rule-set.yaml";
    private static final String POINTS = "rules/merchant-credit/merchant-credit.dmn";
    private static final String SCENARIOS = "rules/site-colour/scenarios/colour.yaml";
    private static final String PROCESS = "bpmn/rectification/rectification.bpmn";
    private static final String TIMED = "bpmn/department-check/department-check.bpmn";
    private static final String MISSING =
            "<bpmn:messageEventDefinition id=\"event_missing_message\" messageRef=\"message_breached_check\"/>";
    private static final String FORM = "bpmn/rectification/forms/rectify.html";
    private static final SourceTree PROJECT = SourceTree.of(Path.of(""));
    private static final FactVocabulary FACTS = vocabulary();
    private static final FactVocabulary KINDS = new FactVocabulary(FactKinds.onClassPath().all().stream()
            .collect(Collectors.toMap(
                    FactKind::id,
                    each -> each.categories().stream()
                            .collect(Collectors.toMap(FactKind.Category::id, FactKind.Category::title)))));

    private static FactVocabulary vocabulary() {
        var violations = new LinkedHashMap<String, Label>();
        Yaml.read(RuleSetFile.class, RULE_SET, PROJECT.bytes(RULE_SET))
                .severityOf("violation")
                .orElseThrow()
                .categories()
                .forEach((id, zh) -> violations.put(id, new Label(zh, id)));
        var checks = new LinkedHashMap<String, Label>();
        Stream.of("random", "general", "key", "re-check").forEach(each -> checks.put(each, new Label(each, each)));
        Map<String, Map<String, Label>> kinds = new LinkedHashMap<>(Map.of("violation", violations, "check", checks));
        RuleSetFile credit = Yaml.read(RuleSetFile.class, CREDIT, PROJECT.bytes(CREDIT));
        credit.severities().forEach(each -> kinds.put(each.kind(), labels(each.categories())));
        credit.measureLines().forEach(each -> {
            Map<String, String> categories =
                    Objects.requireNonNull(each.points()).categories();
            if (categories != null) {
                kinds.put(each.of().kind(), labels(categories));
            }
        });
        kinds.put("finding-verdict", labels(Map.of("confirmed", "确认属实", "rejected", "识别有误")));
        return new FactVocabulary(kinds);
    }

    private static Map<String, Label> labels(Map<String, String> titles) {
        var labels = new LinkedHashMap<String, Label>();
        titles.forEach((id, zh) -> labels.put(id, new Label(zh, id)));
        return labels;
    }

    private static SourceTree planted(String file, String from, String to) {
        String text = new String(PROJECT.bytes(file), StandardCharsets.UTF_8);
        String changed = text.replaceFirst(from, to);
        assertThat(changed).as("something was planted into " + file).isNotEqualTo(text);
        return with(file, changed);
    }

    private static SourceTree with(String file, String content) {
        var files = new TreeMap<String, byte[]>();
        PROJECT.names().stream()
                .filter(each -> Path.of(each).startsWith(part(file))
                        || each.equals("rules/release.yaml")
                        || each.startsWith("rules/freshness/"))
                .forEach(each -> files.put(each, PROJECT.bytes(each)));
        files.put(file, content.getBytes(StandardCharsets.UTF_8));
        return SourceTree.of(files);
    }

    /** The rule set or the process that a file is a part of; the checks of the others say nothing about it. */
    private static Path part(String file) {
        Path path = Path.of(file);
        return path.subpath(0, Math.min(2, path.getNameCount()));
    }

    private static List<Finding> check(SourceTree tree) {
        return ProjectCheck.of(tree, FACTS, ProjectCheck.Origin.SHIPPED).findings();
    }

    private static Arguments dmn(String code, String at, String from, String to) {
        return Arguments.of(COLOUR, code, at, from, to);
    }

    private static Arguments timed(String code, String at, String from, String to) {
        return Arguments.of(TIMED, code, at, from, to);
    }

    private static Arguments bpmn(String code, String at, String from, String to) {
        return Arguments.of(PROCESS, code, at, from, to);
    }

    static Stream<Arguments> plants() {
        String row = "(?s)<rule id=\"SC-020\">.*?</rule>";
        return Stream.of(
                dmn(
                        "xml-doctype",
                        "line 2",
                        "<definitions",
                        "<!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<definitions"),
                dmn("xml-broken", "", "</definitions>", ""),
                dmn(
                        "code-refused",
                        "",
                        "<inputData id=\"date\"",
                        "<import name=\"a\" namespace=\"b\" importType=\"c\" /><inputData id=\"date\""),
                dmn(
                        "code-refused",
                        "evil",
                        "<inputData id=\"date\"",
                        "<businessKnowledgeModel id=\"evil\" name=\"e\"><encapsulatedLogic kind=\"Java\" /></businessKnowledgeModel><inputData id=\"date\""),
                dmn(
                        "element-refused",
                        "",
                        "<inputData id=\"date\"",
                        "<decisionService id=\"s\" /><inputData id=\"date\""),
                dmn("attribute-refused", "site_colour", "<definitions ", "<definitions camunda=\"x\" "),
                dmn(
                        "dmn-type",
                        "minor_to_red_variable",
                        "name=\"轻微转红次数\" typeRef=\"number\"",
                        "name=\"轻微转红次数\" typeRef=\"integer\""),
                dmn("dmn-hit-policy", "parameters_table", "hitPolicy=\"COLLECT\"", "hitPolicy=\"RULE ORDER\""),
                dmn("dmn-input-unnamed", "colour_in_4", "<text>期限内轻微违法次数 &gt; 0</text>", "<text></text>"),
                dmn("dmn-output-unnamed", "parameters_out_3", "name=\"单位\" typeRef", "name=\"\" typeRef"),
                dmn("no-diagram", "", "(?s)<dmndi:DMNDI>.*</dmndi:DMNDI>", ""),
                dmn(
                        "blank-condition",
                        "SC-020",
                        row.replace(".*?</rule>", "(.*?)<text>-</text>"),
                        "<rule id=\"SC-020\">$1<text></text>"),
                dmn(
                        "blank-result",
                        "SC-020",
                        row.replace(".*?</rule>", "(.*?)<text>\"红\"</text>"),
                        "<rule id=\"SC-020\">$1<text> </text>"),
                dmn("row-id-missing", "", "<rule id=\"SC-020\">", "<rule>"),
                dmn("row-id", "SC-2", "<rule id=\"SC-020\">", "<rule id=\"SC-2\">"),
                dmn("row-duplicate", "SC-010", "<rule id=\"SC-020\">", "<rule id=\"SC-010\">"),
                dmn("row-no-basis", "SC-020", "(<rule id=\"SC-020\">\\s*)<description>[^<]*</description>", "$1"),
                dmn("row-shape", "SC-020", "<inputEntry id=\"SC-020_in_4\">\\s*<text>-</text>\\s*</inputEntry>", ""),
                dmn(
                        "feel-function",
                        "colour_in_4",
                        "<text>期限内轻微违法次数 &gt; 0</text>",
                        "<text>count(期限内轻微违法次数) &gt; 0</text>"),
                dmn("feel-list", "colour_in_4", "<text>期限内轻微违法次数 &gt; 0</text>", "<text>期限内轻微违法次数[1] &gt; 0</text>"),
                dmn(
                        "feel-iteration",
                        "colour_in_4",
                        "<text>期限内轻微违法次数 &gt; 0</text>",
                        "<text>some x in 期限内轻微违法次数 satisfies x &gt; 0</text>"),
                dmn(
                        "feel-iteration",
                        "colour_in_4",
                        "<text>期限内轻微违法次数 &gt; 0</text>",
                        "<text>function(x) external {java: {class: \"java.lang.Runtime\"}}</text>"),
                dmn("feel-context", "SCP-010", "<text>90</text>", "<text>{a: 90}</text>"),
                dmn(
                        "feel-bracket",
                        "SCP-010",
                        "(SCP-010_in_1\">\\s*)<text>-</text>",
                        "$1<text>[date(\"2025-01-01\")..date(\"2026-01-01\"))]</text>"),
                dmn("category-unplaced", "严重程度", "(?s)<rule id=\"SCV-120\">.*?</rule>", ""),
                dmn("value-unknown", "颜色", "<text>\"黄\"</text>", "<text>\"紫\"</text>"),
                dmn("value-unknown", "严重程度", "<text>\"不计\"</text>", "<text>\"很轻\"</text>"),
                dmn("parameter-unknown", "期限内严重违法次数", "<text>\"严重违法期限\"</text>", "<text>\"严重期限\"</text>"),
                dmn(
                        "input-unsupplied",
                        "投诉次数",
                        "<inputData id=\"date\"",
                        "<inputData id=\"complaints\" name=\"投诉次数\"><variable id=\"cv\" name=\"投诉次数\" typeRef=\"number\" /></inputData><inputData id=\"date\""),
                dmn("table-gap", "颜色", row, ""),
                dmn("table-overlap", "颜色", "(SC-020_in_1\">\\s*)<text>false</text>", "$1<text>-</text>"),
                dmn("table-wrong", "", "<text>期限内轻微违法次数 &gt; 0</text>", "<text>无此名称 &gt; 0</text>"),
                dmn(
                        "row-without-scenario",
                        "SC-060",
                        "(?s)(<rule id=\"SC-050\">.*?)<text>false</text>(.*?)<text>false</text>(.*?)<text>false</text>(.*?</rule>)",
                        "$1<text>false</text>$2<text>false</text>$3<text>false</text>$4<rule id=\"SC-060\"><description>x</description><inputEntry id=\"a1\"><text>false</text></inputEntry><inputEntry id=\"a2\"><text>false</text></inputEntry><inputEntry id=\"a3\"><text>false</text></inputEntry><inputEntry id=\"a4\"><text>false</text></inputEntry><outputEntry id=\"a5\"><text>\"白\"</text></outputEntry></rule>"),
                Arguments.of(RULE_SET, "shape", "", "owner: policy-officer", "owner: policy-officer\nscript: rm"),
                Arguments.of(RULE_SET, "shape", "$.palette[0].tone", "tone: white", "tone: pink"),
                Arguments.of(RULE_SET, "yaml-broken", "", "id: site-colour", "id: {site-colour"),
                Arguments.of(RULE_SET, "id-folder", "id", "id: site-colour", "id: site-color"),
                Arguments.of(RULE_SET, "model-missing", "model", "model: site-colour.dmn", "model: colour.dmn"),
                Arguments.of(RULE_SET, "row-prefix", "", "  参数: SCP\n", ""),
                Arguments.of(RULE_SET, "category-missing", "严重程度", "    dust: 扬尘污染\n", ""),
                Arguments.of(RULE_SET, "category-label", "严重程度", "dust: 扬尘污染", "dust: 扬尘"),
                Arguments.of(RULE_SET, "kind-unknown", "严重违法后合格检查次数", "of: \\{kind: check", "of: {kind: visit"),
                Arguments.of(
                        CHECKS,
                        "output-too-small",
                        "SKP-010",
                        "(\"SKP-010_out_2\">\\s*)<text>2</text>",
                        "$1<text>1</text>"),
                Arguments.of(
                        CHECKS,
                        "output-too-small",
                        "SK-010",
                        "(\"SK-010_out_5\">\\s*)<text>检查人数</text>",
                        "$1<text>1</text>"),
                Arguments.of(
                        CHECKS,
                        "output-too-small",
                        "SK-050",
                        "(\"SK-050_out_5\">\\s*)<text>检查人数</text>",
                        "$1<text>检查人数 - 1</text>"),
                Arguments.of(CREDIT, "points-of-nothing", "走访扣分", "input: 走访结果, ", ""),
                Arguments.of(CREDIT, "input-column-missing", "投诉扣分", "age: 距今天数", "age: 天数"),
                Arguments.of(CREDIT, "parameter-unknown", "投诉扣分", "month-cap: 投诉每月上限", "month-cap: 每月上限"),
                Arguments.of(
                        CREDIT, "severity-unknown", "检查扣分", "input: 检查结果, categories: \\{[^}]*}", "severity: 检查结果"),
                Arguments.of(CREDIT, "category-unknown", "verdicts", "confirms: \\[confirmed]", "confirms: [perhaps]"),
                Arguments.of(
                        CREDIT,
                        "headline",
                        "outputs",
                        "name: 颜色, type: string",
                        "name: 颜色, headline: true, type: string"),
                Arguments.of(
                        CREDIT,
                        "name-twice",
                        "severity",
                        "kind: camera-finding\n    input",
                        "kind: kitchen-alert\n    input"),
                Arguments.of(CREDIT, "rule-set-unknown", "fresh", "rule-set: freshness", "rule-set: fresh"),
                Arguments.of(
                        CREDIT, "rule-set-no-freshness", "fresh", "rule-set: freshness", "rule-set: merchant-credit"),
                Arguments.of(CREDIT, "kind-unknown", "fresh", "- \\{kind: merchant-check}", "- {kind: checks}"),
                Arguments.of(POINTS, "age-unreadable", "MCC-010", "&lt;= 90", "&lt;= 计分期限"),
                Arguments.of(POINTS, "age-elsewhere", "MCC-010", "(MCC-010_out_1\">\\s*<text>)15", "$115 - 距今天数"),
                Arguments.of(RULE_SET, "name-twice", "measures", "name: 期限内轻微违法次数", "name: 期限内严重违法次数"),
                Arguments.of(RULE_SET, "decision-missing", "颜色表", "result: \\{decision: 颜色", "result: {decision: 颜色表"),
                Arguments.of(SCENARIOS, "scenario-result", "什么记录都没有的工地是白色", "decides: white", "decides: yellow"),
                Arguments.of(
                        SCENARIOS, "scenario-reason", "什么记录都没有的工地是白色", "because: \\[SC-050\\]", "because: [SC-040]"),
                Arguments.of(SCENARIOS, "scenario-value", "什么记录都没有的工地是白色", "next-change: never", "next-change: 4"),
                Arguments.of(SCENARIOS, "shape", "", "as-of: 2025-06-30", "as-of: yesterday"),
                Arguments.of(
                        "rules/site-colour/scenarios/severity.yaml",
                        "row-without-scenario",
                        "SCV-160",
                        "SCV-160, SC-040",
                        "SC-040"),
                Arguments.of("rules/release.yaml", "shape", "", "approver: approver", ""),
                bpmn(
                        "xml-doctype",
                        "line 2",
                        "<bpmn:definitions",
                        "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<bpmn:definitions"),
                bpmn(
                        "code-refused",
                        "task_order",
                        "<bpmn:serviceTask id=\"task_order\" ",
                        "<bpmn:serviceTask id=\"task_order\" camunda:class=\"java.lang.Runtime\" "),
                bpmn(
                        "code-refused",
                        "task_order",
                        "<bpmn:serviceTask id=\"task_order\" ",
                        "<bpmn:serviceTask id=\"task_order\" camunda:expression=\"\\${a}\" "),
                bpmn(
                        "code-refused",
                        "evil",
                        "<bpmn:startEvent id=\"start_rectification\"",
                        "<bpmn:scriptTask id=\"evil\"><bpmn:script>java.lang.System.exit(0)</bpmn:script></bpmn:scriptTask><bpmn:startEvent id=\"start_rectification\""),
                bpmn(
                        "code-refused",
                        "",
                        "<camunda:taskListener event=\"complete\" delegateExpression=\"\\$\\{takeContent}\"/>",
                        "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"),
                bpmn(
                        "code-refused",
                        "",
                        "<camunda:taskListener event=\"complete\" delegateExpression=\"\\$\\{takeContent}\"/>",
                        "<camunda:taskListener event=\"complete\" class=\"a.B\"/>"),
                bpmn(
                        "code-refused",
                        "",
                        "<camunda:taskListener event=\"complete\" delegateExpression=\"\\$\\{takeContent}\"/>",
                        "<camunda:taskListener event=\"complete\"><camunda:script scriptFormat=\"groovy\">x</camunda:script></camunda:taskListener>"),
                bpmn(
                        "code-refused",
                        "task_order",
                        "camunda:delegateExpression=\"\\$\\{orderRectification}\"",
                        "camunda:type=\"external\" camunda:topic=\"x\""),
                bpmn("bean-refused", "task_order", "orderRectification", "runtimeService"),
                bpmn("expression-refused", "", "\\$\\{passed}</", "\\${execution.getProcessEngineServices()}</"),
                bpmn("expression-refused", "", "\\$\\{passed}</", "\\${''.getClass().forName('java.lang.Runtime')}</"),
                bpmn("expression-refused", "", "\\$\\{passed}</", "#{passed}</"),
                bpmn("expression-refused", "", "\\$\\{passed}</", "\\${passed</"),
                bpmn(
                        "expression-refused",
                        "user_rectify",
                        "id=\"user_rectify\" name=\"整改\"",
                        "id=\"user_rectify\" name=\"\\${a.b.c}\""),
                timed(
                        "literal-time",
                        "",
                        MISSING,
                        "<bpmn:timerEventDefinition id=\"when\"><bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">2025-01-01T00:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition>"),
                timed(
                        "literal-time",
                        "user_check_part",
                        "<bpmn:userTask id=\"user_check_part\"",
                        "<bpmn:userTask id=\"user_check_part\" camunda:dueDate=\"2025-01-01\""),
                timed(
                        "element-refused",
                        "",
                        MISSING,
                        "<bpmn:timerEventDefinition id=\"when\"><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition>"),
                bpmn("literal-people", "user_rectify", "\\$\\{workers}", "chengguan"),
                bpmn("task-without-people", "user_rectify", "camunda:candidateGroups=\"\\$\\{workers}\"", ""),
                bpmn("task-without-work", "task_order", "camunda:delegateExpression=\"\\$\\{orderRectification}\"", ""),
                bpmn("bpmn-history", "rectification", "camunda:historyTimeToLive=\"P1825D\"", ""),
                bpmn("bpmn-not-executable", "rectification", "isExecutable=\"true\"", "isExecutable=\"false\""),
                bpmn("id-folder", "rectify", "<bpmn:process id=\"rectification\"", "<bpmn:process id=\"rectify\""),
                bpmn("bpmn-id", "Task_1", "<bpmn:serviceTask id=\"task_order\"", "<bpmn:serviceTask id=\"Task_1\""),
                bpmn("bpmn-dangling", "flow_to_order", "targetRef=\"task_order\"", "targetRef=\"nowhere\""),
                bpmn("bpmn-unreached", "task_order", "targetRef=\"task_order\"", "targetRef=\"user_rectify\""),
                bpmn("flow-unnamed", "flow_passed", "id=\"flow_passed\" name=\"合格\"", "id=\"flow_passed\""),
                bpmn("gate-without-default", "gate_passed", "default=\"flow_not_passed\"", ""),
                bpmn(
                        "condition-missing",
                        "flow_passed",
                        "<bpmn:conditionExpression[^>]*>[^<]*</bpmn:conditionExpression>",
                        ""),
                bpmn("condition-misplaced", "flow_passed", "default=\"flow_not_passed\"", "default=\"flow_passed\""),
                bpmn(
                        "form-key",
                        "user_rectify",
                        "embedded:deployment:forms/rectify.html",
                        "embedded:app:https://example.org/x.html"),
                bpmn("form-missing", "user_rectify", "forms/rectify.html", "forms/other.html"),
                bpmn("not-drawn", "event_overdue", "bpmnElement=\"event_overdue\"", "bpmnElement=\"event_other\""),
                bpmn("no-diagram", "", "(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", ""),
                Arguments.of(FORM, "html-script", "", "</form>", "<script src=\"x.js\"></script></form>"),
                Arguments.of(
                        FORM,
                        "html-script-word",
                        "",
                        "</form>",
                        "<script cam-script type=\"text/form-script\">eval('1')</script></form>"),
                Arguments.of(FORM, "html-element", "", "</form>", "<iframe></iframe></form>"),
                Arguments.of(FORM, "html-attribute", "", "</form>", "<p onclick=\"x()\">a</p></form>"),
                Arguments.of(FORM, "html-address", "", "</form>", "<input value=\"javascript:x\"></form>"));
    }

    @ParameterizedTest(name = "{1} at {2}: {4}")
    @MethodSource("plants")
    void what_was_planted_is_found_where_it_stands(String file, String code, String at, String from, String to) {
        List<Finding> findings = check(planted(file, from, to));
        assertThat(findings).as(findings.toString()).anySatisfy(each -> {
            assertThat(each.code()).isEqualTo(code);
            assertThat(each.level()).isEqualTo(Finding.Level.ERROR);
            assertThat(Path.of(each.file())).startsWith(part(file));
            if (!at.isEmpty()) {
                assertThat(each.at()).isEqualTo(at);
            }
            assertThat(each.message().zh()).isNotBlank();
            assertThat(each.message().en()).isNotBlank();
        });
    }

    private record Said(SourceTree tree, String code, String sentence) {}

    @Test
    void a_finding_says_in_chinese_what_is_expected_and_leaves_the_engines_words_to_the_detail() {
        String row = "(?s)<rule id=\"SC-020\">.*?</rule>";
        for (Said each : List.of(
                new Said(planted(RULE_SET, "tone: white", "tone: pink"), "shape", "应为其中之一：.*white.*"),
                new Said(planted("rules/release.yaml", "approver: approver", ""), "shape", "缺少“approver”。"),
                new Said(planted(SCENARIOS, "as-of: 2025-06-30", "as-of: yesterday"), "shape", ".*写法不对.*"),
                new Said(planted(COLOUR, row, ""), "table-gap", "有的情况没有一行适用，各列的值依次为 \\[.*"),
                new Said(
                        planted(COLOUR, "(SC-020_in_1\">\\s*)<text>false</text>", "$1<text>-</text>"),
                        "table-overlap",
                        "有的情况同时适用多行（SC-0\\d0 SC-0\\d0.*），各列.*"),
                new Said(
                        planted(COLOUR, "<text>期限内轻微违法次数 &gt; 0</text>", "<text>无此名称 &gt; 0</text>"),
                        "table-wrong",
                        ".*见下面引擎的原话。"))) {
            assertThat(check(each.tree())).anySatisfy(found -> {
                assertThat(found.code()).isEqualTo(each.code());
                assertThat(found.message().zh()).containsPattern(each.sentence());
                assertThat(found.detail()).isNotBlank();
                assertThat(found.message().zh()).doesNotContain(found.detail());
            });
        }
    }

    @Test
    void the_project_itself_is_clean() {
        assertThat(HouseCheck.of(PROJECT, FactKinds.onClassPath(), ProjectCheck.Origin.SHIPPED)
                        .findings())
                .isEmpty();
    }

    @Test
    void no_rule_sends_to_a_process_that_is_not_there_and_none_waits_for_an_answer_that_no_rule_gives() {
        String rules = "rules/case-grading/rule-set.yaml";
        assertThat(house(grading(rules, "event-handling: 闭环处置", "event-closing: 闭环处置")))
                .filteredOn(each -> each.file().equals(rules))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.code()).isEqualTo("process-not-there");
                    assertThat(found.at()).isEqualTo("outputs/process");
                    assertThat(found.message().zh()).contains("event-closing", "闭环处置", "event-handling");
                    assertThat(found.message().en()).contains("event-closing", "event-handling");
                });
        String procedure = "bpmn/event-handling/procedure.yaml";
        assertThat(house(
                        grading(procedure, "process: \\[event-handling\\]", "process: [event-handling, urgent-event]")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.file()).isEqualTo(procedure);
                    assertThat(found.at()).isEqualTo("opens/0/when/process");
                    assertThat(found.code()).isEqualTo("answer-not-there");
                    assertThat(found.message().zh()).contains("urgent-event", "case-grading");
                    assertThat(found.message().en()).contains("urgent-event", "case-grading");
                });
    }

    static Stream<Arguments> misspelt() {
        String event = "bpmn/event-handling/procedure.yaml";
        String joint = "bpmn/joint-inspection/procedure.yaml";
        String urgent = "bpmn/urgent-response/procedure.yaml";
        return Stream.of(
                Arguments.of(event, "matter: event", "matter: events", "matter", "events", "event"),
                Arguments.of(
                        event,
                        "ruleSet: case-grading",
                        "ruleSet: case-grade",
                        "opens/0/ruleSet",
                        "case-grade",
                        "case-grading"),
                Arguments.of(event, "keeps: \\[first\\]", "keeps: [frist]", "opens/0/keeps", "frist", "first"),
                Arguments.of(
                        event,
                        "neverWaits: \\[urgent",
                        "neverWaits: [urgnet",
                        "opens/0/neverWaits",
                        "urgnet",
                        "urgent"),
                Arguments.of(event, "when: \\{process", "when: {proces", "opens/0/when/proces", "proces", "process"),
                Arguments.of(
                        event,
                        "ruleSet: signal-patterns",
                        "ruleSet: signals",
                        "opens/0/same/ruleSet",
                        "signals",
                        "signal-patterns"),
                Arguments.of(
                        event, "result: same-matter", "result: same", "opens/0/same/result", "same", "same-matter"),
                Arguments.of(event, "next: event-steps", "next: event-step", "steps/next", "event-step", "event-steps"),
                Arguments.of(
                        event,
                        "clocks: step-clocks",
                        "clocks: step-clock",
                        "steps/clocks",
                        "step-clock",
                        "step-clocks"),
                Arguments.of(
                        event,
                        "departments: event-dep",
                        "departments: dep",
                        "steps/departments",
                        "departments",
                        "event-departments"),
                Arguments.of(event, "level: office", "level: offices", "steps/otherwise/level", "offices", "office"),
                Arguments.of(event, "grade: urgent", "grade: urgnet", "steps/otherwise/grade", "urgnet", "urgent"),
                Arguments.of(
                        event,
                        "roles: \\[grid-worker\\]",
                        "roles: [grid-worke]",
                        "steps/levels/worker/roles",
                        "grid-worke",
                        "grid-worker"),
                Arguments.of(event, "handle: \\{sets", "handel: {sets", "forms/handel", "handel", "handle"),
                Arguments.of(
                        event,
                        "step: user_leader",
                        "step: user_leeder",
                        "steps/levels/leader/step",
                        "user_leeder",
                        "user_leader"),
                Arguments.of(
                        event, "at: \\[user_leader", "at: [user_leeder", "moves/0/at", "user_leeder", "user_leader"),
                Arguments.of(
                        "bpmn/site-check/procedure.yaml",
                        "toRoles: \\[inspector",
                        "toRoles: [inspecter",
                        "moves/1/toRoles",
                        "inspecter",
                        "inspector"),
                Arguments.of(
                        event,
                        "into: \\[event, urgent",
                        "into: [evnet, urgent",
                        "moves/7/into",
                        "evnet",
                        "urgent-event"),
                Arguments.of(
                        urgent,
                        "process: squad-response",
                        "process: squad-responce",
                        "squads/process",
                        "squad-responce",
                        "squad-response"),
                Arguments.of(
                        urgent,
                        "clocks: response-clocks",
                        "clocks: response-clock",
                        "squads/clocks",
                        "response-clock",
                        "response-clocks"),
                Arguments.of(
                        urgent,
                        "departments: event-departments",
                        "departments: departments",
                        "squads/departments",
                        "departments",
                        "event-departments"),
                Arguments.of(urgent, "first: \\[respond", "first: [repsond", "squads/first", "repsond", "reinforce"),
                Arguments.of(urgent, "whole: \\[mediate", "whole: [meditate", "squads/whole", "meditate", "mediate"),
                Arguments.of(urgent, "police: police", "police: polise", "squads/police", "polise", "police"),
                Arguments.of(
                        urgent,
                        "milestone: police-on-way",
                        "milestone: police-onway",
                        "forms/way/milestone",
                        "police-onway",
                        "police-on-way"),
                Arguments.of(
                        urgent,
                        "\"true\": police-accepted",
                        "\"true\": police-acepted",
                        "forms/accept/milestones/accepted",
                        "police-acepted",
                        "police-accepted"),
                Arguments.of(
                        urgent,
                        "clears: \\[withPolice",
                        "clears: [withPolise",
                        "forms/outcome/clears",
                        "withPolise",
                        "withPolice"),
                Arguments.of(event, "sets: \\[solved", "sets: [sovled", "forms/handle/sets", "sovled", "solved"),
                Arguments.of(joint, "clock: arrive", "clock: arive", "begins/clock", "arive", "arrive"),
                Arguments.of(
                        joint, "step: user_arrange", "step: user_arange", "begins/step", "user_arange", "user_arrange"),
                Arguments.of(
                        joint,
                        "matter: shop-squad-visit",
                        "matter: shop-squad",
                        "opens/1/matter",
                        "shop-squad",
                        "shop-squad-visit"),
                Arguments.of(
                        joint,
                        "matter: shop-squad-visit",
                        "matter: event",
                        "opens/1/matter",
                        "event",
                        "shop-squad-visit"),
                Arguments.of(
                        joint, "departments: parties", "departments: party", "opens/0/departments", "party", "parties"),
                Arguments.of(
                        joint,
                        "kinds: \\[merchant-complaint",
                        "kinds: [complaints",
                        "opens/1/kinds",
                        "complaints",
                        "merchant-complaint"),
                Arguments.of(
                        joint,
                        "matter: shop-joint-check",
                        "matter: shop-check",
                        "merges/0/matter",
                        "shop-check",
                        "shop-joint-check"),
                Arguments.of(
                        joint,
                        "ruleSet: merchant-inspection",
                        "ruleSet: inspection",
                        "merges/0/interval/ruleSet",
                        "inspection",
                        "merchant-inspection"),
                Arguments.of(
                        joint, "output: period", "output: periods", "merges/0/interval/output", "periods", "period"),
                Arguments.of(
                        joint,
                        "check: merchant-check",
                        "check: check-merchant",
                        "merges/0/check",
                        "check-merchant",
                        "merchant-check"),
                Arguments.of(
                        joint,
                        "merging: visit-merging",
                        "merging: merging",
                        "merges/0/merging",
                        "merging",
                        "visit-merging"));
    }

    @ParameterizedTest(name = "{3}: {4}")
    @MethodSource("misspelt")
    void a_misspelt_name_in_a_procedure_is_found_with_what_was_expected(
            String file, String from, String to, String at, String wrong, String expected) {
        var files = new TreeMap<String, byte[]>();
        PROJECT.names().stream()
                .filter(each -> each.startsWith(part(file).toString().replace('\\', '/') + "/")
                        || each.endsWith("/rule-set.yaml")
                        || each.endsWith(".bpmn"))
                .forEach(each -> files.put(each, PROJECT.bytes(each)));
        String text = new String(PROJECT.bytes(file), StandardCharsets.UTF_8);
        assertThat(ProjectCheck.names(SourceTree.of(files), KINDS, ProcedureWords.shipped()))
                .isEmpty();
        files.put(file, text.replaceFirst(from, to).getBytes(StandardCharsets.UTF_8));
        assertThat(ProjectCheck.names(SourceTree.of(files), KINDS, ProcedureWords.shipped()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.file()).isEqualTo(file);
                    assertThat(found.at()).isEqualTo(at);
                    assertThat(found.level()).isEqualTo(Finding.Level.ERROR);
                    assertThat(found.message().zh()).contains("“" + wrong + "”", expected);
                    assertThat(found.message().en()).contains("“" + wrong + "”", expected);
                });
    }

    private static List<Finding> house(SourceTree tree) {
        return HouseCheck.of(tree, FactKinds.onClassPath(), ProjectCheck.Origin.SHIPPED)
                .findings();
    }

    /** The rules that grade events and the process that handles them, with something planted. */
    private static SourceTree grading(String file, String from, String to) {
        var files = new TreeMap<String, byte[]>();
        PROJECT.names().stream()
                .filter(each -> each.matches(
                        "(rules/(case-grading|signal-patterns|event-steps|step-clocks|event-departments|response-clocks)"
                                + "|bpmn/(event-handling|urgent-response|squad-response))/.*|rules/release\\.yaml"))
                .forEach(each -> files.put(each, PROJECT.bytes(each)));
        files.put(
                file,
                new String(PROJECT.bytes(file), StandardCharsets.UTF_8)
                        .replaceFirst(from, to)
                        .getBytes(StandardCharsets.UTF_8));
        return SourceTree.of(files);
    }

    @Test
    void a_form_script_is_only_for_forms_that_come_with_the_program() {
        String script = "<form><script cam-script type=\"text/form-script\">camForm.on('submit', x);</script></form>";
        SourceTree tree = with(FORM, script);
        assertThat(ProjectCheck.of(tree, FACTS, ProjectCheck.Origin.SHIPPED).findings())
                .isEmpty();
        assertThat(ProjectCheck.of(tree, FACTS, ProjectCheck.Origin.UPLOADED).findings())
                .filteredOn(each -> each.file().equals(FORM))
                .extracting(Finding::code)
                .contains("code-refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"default\",\"components\":[{\"type\":\"html\",\"id\":\"x\",\"content\":\"<b>\"}]}",
                "{\"type\":\"default\",\"components\":[{\"type\":\"iframe\",\"url\":\"https://example.org\"}]}",
                "{\"type\":\"default\",\"components\":[{\"type\":\"text\",\"text\":\"[x](javascript:alert(1))\"}]}",
                "{\"type\":\"default\",\"components\":[{\"type\":\"select\",\"valuesExpression\":\"=x\"}]}",
                "{\"type\":\"default\",\"components\":[{\"type\":\"text\",\"text\":\"=now()\"}]}",
                "{\"components\":1}",
                "{"
            })
    void a_camunda_form_holds_data_only(String form) {
        assertThat(FormLint.check(
                        "bpmn/a/forms/a.form", form.getBytes(StandardCharsets.UTF_8), ProjectCheck.Origin.UPLOADED))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form><script>alert(1)",
                "<form><script cam-script type='text/form-script'>x()</script></form>",
                "<form><p data-ng-init='x()'></p></form>",
                "<form><p class='ng-init: x();'></p></form>",
                "<form><p>{{ x() }}</p></form>",
                "<form><p title='{{ x() }}'></p></form>",
                "<form><p/onclick=x()></p></form>",
                "<form><p title=\"a></p></form>",
                "<form><!-- --!><input onfocus=x() autofocus><!-- --></form>",
                "<form><!--><input onfocus=x() autofocus>--></form>",
                "<form><img src=x onerror=x()></form>",
                "<form action='/camunda/api'></form>",
                "<form><input value=' //example.org'></form>",
                "<p>no form</p>"
            })
    void an_uploaded_html_form_brings_no_code(String form) {
        assertThat(FormLint.check(
                        "bpmn/a/forms/a.html", form.getBytes(StandardCharsets.UTF_8), ProjectCheck.Origin.UPLOADED))
                .isNotEmpty();
    }

    @Test
    void a_plain_html_form_may_be_uploaded_and_a_long_tag_is_no_trouble() {
        String form = "<form role=\"form\"><!-- remark --><label for=\"r\">备注</label><input id=\"r\" type=\"text\""
                + " cam-variable-name=\"remark\" cam-variable-type=\"String\" title=\"" + "长".repeat(50_000)
                + "\"></form>";
        assertThat(FormLint.check(
                        "bpmn/a/forms/a.html", form.getBytes(StandardCharsets.UTF_8), ProjectCheck.Origin.UPLOADED))
                .isEmpty();
    }

    @Test
    void a_file_in_another_encoding_is_refused_because_engines_would_read_it_differently() {
        String declared = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><definitions/>";
        for (byte[] bytes : List.of(
                declared.getBytes(StandardCharsets.UTF_8),
                "<definitions name=\"红\"/>".getBytes(StandardCharsets.UTF_16),
                new byte[] {'<', 'a', (byte) 0xff, '>'})) {
            var tree = SourceTree.of(new TreeMap<>(Map.of("bpmn/x/x.bpmn", bytes)));
            assertThat(BpmnLint.check(tree, "bpmn/x/x.bpmn"))
                    .extracting(Finding::code)
                    .hasSize(1)
                    .containsAnyOf("not-utf8", "xml-broken");
        }
    }

    @Test
    void a_plain_camunda_form_may_be_uploaded() {
        String form = """
                {"type":"default","id":"f","components":[{"type":"textfield","id":"a","key":"remark","label":"备注"},
                 {"type":"group","id":"g","components":[{"type":"checkbox","id":"b","key":"passed","label":"合格"}]}]}""";
        assertThat(FormLint.check(
                        "bpmn/a/forms/a.form", form.getBytes(StandardCharsets.UTF_8), ProjectCheck.Origin.UPLOADED))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "null",
                "true",
                "\"红\"",
                "\"红\",\"黄\"",
                "> 0",
                ">= 10",
                "[0..1200)",
                "(0..5]",
                "not(\"白\")",
                ">= date(\"2026-07-01\")",
                "轻微转红次数",
                "轻微转红次数 * 2 + 1",
                "date and time(\"2026-01-01T00:00:00\")",
                "a > 0 and (b < 3 or c = true)",
                "if a then 1 else 2",
                "日期.year >= 2026",
                "x in (1..3)",
                "abs(x) > 2.5"
            })
    void scalars_ranges_and_comparisons_are_read(String text) {
        assertThat(FeelLint.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3]",
                "sum(x)",
                "x[item > 1]",
                "{a: 1}",
                "for i in 1..3 return i",
                "[0..1200)]",
                "(1",
                "\"offen",
                "every x in y satisfies x",
                "function(a) a",
                "list contains(x, 1)",
                "x(1)",
                "string(x)",
                "a; b",
                "`x`",
                "if (evil)(1) then 2"
            })
    void lists_functions_and_what_cannot_be_read_are_refused(String text) {
        assertThat(FeelLint.problem(text)).isPresent();
    }

    @Test
    void a_file_that_is_deep_or_wide_without_end_is_refused_and_not_read() {
        String deep = "<a>".repeat(300) + "</a>".repeat(300);
        assertThat(BpmnLint.check(with("bpmn/x/x.bpmn", deep), "bpmn/x/x.bpmn"))
                .extracting(Finding::code)
                .containsExactly("xml-too-large");
    }

    @Test
    void processes_may_name_exactly_the_parts_that_the_program_offers_them() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(UsableInProcesses.class));
        assertThat(scan.findCandidateComponents("gridwork.cases"))
                .extracting(each -> ((AnnotatedBeanDefinition) each)
                        .getMetadata()
                        .getAnnotationAttributes(UsableInProcesses.class.getName())
                        .get("value"))
                .containsExactlyInAnyOrderElementsOf(Allowed.words("bpmn/beans"));
    }

    @TestFactory
    Stream<DynamicTest> a_model_of_any_tool_gets_a_verdict_and_never_a_failure() throws IOException {
        Path folder = SharedData.file("hostile/bpmn-miwg");
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    String name = "bpmn/uploaded/" + file.getFileName();
                    var tree = SourceTree.of(new TreeMap<>(Map.of(name, Files.readAllBytes(file))));
                    ProjectCheck verdict = ProjectCheck.of(tree, FACTS, ProjectCheck.Origin.UPLOADED);
                    assertThat(verdict.ok()).isFalse();
                    assertThat(verdict.findings()).allSatisfy(each -> {
                        assertThat(each.file()).isEqualTo(name);
                        assertThat(each.message().zh()).isNotBlank();
                    });
                }));
    }
}
