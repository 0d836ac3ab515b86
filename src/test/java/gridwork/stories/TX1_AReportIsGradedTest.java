package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Reports;
import gridwork.Sender;
import gridwork.Staff;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 闭环上报, as far as the rules go: from the report to the logged grade. What people then do comes with the cases. */
@GridworkTest
class TX1_AReportIsGradedTest {
    private static final String GRADING = "case-grading";

    @LocalServerPort
    int port;

    @Autowired
    Reports reports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Decisions decisions;

    @Autowired
    Work work;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    private SubjectRef square = new SubjectRef("place", "nowhere");
    private SubjectId id = new SubjectId(0);

    @BeforeEach
    void a_square_on_a_monday() {
        town.today("2025-03-03");
        square = reports.register(
                "place",
                new SubjectDetails("文化广场", null, "广场路1号", new BigDecimal("30.1"), new BigDecimal("120.2"), null));
        id = subjects.find(square).orElseThrow().id();
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private List<Fact> reported() {
        return facts.timeline(id, 0, 100).stream()
                .filter(each -> each.kind().equals("event-report"))
                .toList();
    }

    private List<LoggedDecision> grades() {
        return decisions.history(id, GRADING, 100);
    }

    private LoggedDecision gradeOf(FactId fact) {
        return decisions.answers(List.of(fact)).get(fact).stream()
                .filter(each -> each.ruleSet().equals(GRADING))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_report_is_graded_by_what_its_words_say_and_the_grade_is_on_its_line_and_its_page() {
        Sender resident = reports.sender();
        Sender.Reply reply = resident.send(
                "r1",
                "event-report",
                square,
                "2025-03-03T11:20:00",
                Map.of("category", "waste", "description", "垃圾桶冒烟了", "reporter", "138****5678"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(grades()).as("nothing is decided before it is worked off").isEmpty();
        resident.workOff();

        LoggedDecision grade = gradeOf(reported().get(0).id());
        assertThat(decisions.explain(grade).evaluation().missing()).isEmpty();
        assertThat(grade.result()).isEqualTo("extreme");
        assertThat(grade.rows()).contains("CGW-030", "CGN-040", "CG-020");
        assertThat(grade.facts()).containsExactly(reported().get(0).id());
        assertThat(decisions.standing(id, GRADING))
                .as("a fact is answered, nothing stands")
                .isEmpty();

        staff.officer("tx1-reader", "manager");
        Visitor reader = new Visitor(port).signIn("tx1-reader", "tx1-reader");
        String timeline = reader.get("/subjects/place/" + square.code()).body();
        assertThat(timeline).contains("事件分级", "特急", "/decisions/" + grade.id().value());
        String page = reader.get("/decisions/" + grade.id().value()).body();
        assertThat(page).contains("CG-020", "可能蔓延", "应急处置队", "垃圾桶冒烟了", resident.source(), "重新计算的结果和规则行与记录一致");
        String told = reader.getJson("/api/subjects/place/" + square.code() + "/explanation?ruleSet=case-grading&fact="
                        + reported().get(0).id().value())
                .body();
        assertThat(told).contains("\"result\":\"extreme\"", "\"first\":\"emergency-team\"", "CG-020");
    }

    @Test
    void the_same_report_again_is_answered_once_and_a_correction_anew() {
        Sender resident = reports.sender();
        Map<String, Object> quarrel = Map.of("category", "dispute", "description", "有人吵架");
        resident.send("r1", "event-report", square, "2025-03-03T10:00:00", quarrel);
        resident.workOff();
        resident.send("r1", "event-report", square, "2025-03-03T10:00:00", quarrel);
        resident.workOff();
        assertThat(grades())
                .singleElement()
                .satisfies(each -> assertThat(each.result()).isEqualTo("urgent"));

        // the same fact by another way, as a replayed signal or another node would bring it
        Fact first = reported().get(0);
        work.run(() -> assertThat(facts.record(List.of(again(first, quarrel)), Facts.How.NOW))
                .singleElement()
                .isInstanceOf(Recorded.Known.class));
        assertThat(grades()).hasSize(1);

        Map<String, Object> worse = Map.of("category", "dispute", "description", "有人吵架，一人受伤");
        work.run(() -> assertThat(facts.record(List.of(again(first, worse)), Facts.How.NOW))
                .singleElement()
                .isInstanceOf(Recorded.Corrected.class));
        assertThat(grades())
                .extracting(LoggedDecision::result)
                .as("the first answer stays as it was given")
                .containsExactlyInAnyOrder("urgent", "extreme");
        assertThat(grades()).extracting(LoggedDecision::fact).doesNotHaveDuplicates();
    }

    private NewFact again(Fact fact, Map<String, Object> data) {
        var payload = new java.util.LinkedHashMap<>(data);
        payload.remove("category");
        return new NewFact(
                square,
                fact.kind(),
                fact.category(),
                fact.occurredAt(),
                null,
                fact.source(),
                fact.reference(),
                null,
                null,
                payload);
    }

    @Test
    void the_third_report_of_the_same_matter_in_a_week_goes_to_the_grid_leader() {
        Sender resident = reports.sender();
        for (String day : List.of("2025-02-26", "2025-02-28", "2025-03-03")) {
            town.today(day);
            resident.send("r-" + day, "event-report", square, day + "T09:00:00", Map.of("category", "waste"));
            resident.workOff();
        }
        assertThat(grades())
                .extracting(LoggedDecision::result)
                .as("newest first")
                .containsExactly("urgent", "ordinary", "ordinary");
        assertThat(grades().get(0).facts()).hasSize(3);
        assertThat(grades().get(0).rows()).contains("CG-090");
    }

    @Test
    void an_import_of_the_past_opens_nothing() {
        Instant longAgo = Instant.parse("2024-06-01T04:00:00Z");
        var past = new NewFact(
                square, "event-report", "waste", longAgo, longAgo, "town-archive", "a1", null, null, Map.of());
        work.run(() -> facts.record(List.of(past), Facts.How.HISTORY));
        assertThat(reported()).hasSize(1);
        assertThat(grades()).isEmpty();
        assertThat(decisions
                        .explain(reported().get(0).id(), GRADING, Town.on("2024-06-01"), longAgo.plusSeconds(1))
                        .evaluation()
                        .result())
                .as("what would have been said can still be asked")
                .isEqualTo("ordinary");
    }

    @Test
    void a_holiday_that_is_worked_counts_as_a_working_day() {
        Sender resident = reports.sender();
        List<String> first = new ArrayList<>();
        // a Sunday that was worked for the Spring Festival, and an ordinary Sunday
        for (String day : List.of("2025-01-26", "2025-02-16")) {
            town.today(day);
            resident.send("r-" + day, "event-report", square, day + "T09:00:00", Map.of("category", "parking"));
            resident.workOff();
            first.add(String.valueOf(
                    decisions.explain(grades().get(0)).evaluation().values().get("first")));
        }
        assertThat(first).containsExactly("grid-worker", "duty-grid-worker");
    }

    @Test
    void what_is_wrong_with_a_report_is_told_to_whom_it_concerns() {
        Sender resident = reports.sender();
        assertThat(resident.send("b1", "event-report", square, "2025-03-03T09:00:00", Map.of("category", "ufo"))
                        .refused())
                .as("an unknown matter")
                .isEqualTo("fact-category-unknown");
        assertThat(resident.send("b2", "event-report", square, "2025-03-05T09:00:00", Map.of("category", "waste"))
                        .refused())
                .as("a day to come")
                .isEqualTo("fact-in-the-future");
        assertThat(resident.send(
                                "b3",
                                "event-report",
                                square,
                                "2025-03-03T09:00:00",
                                Map.of("category", "waste", "reporter", "13812345678"))
                        .refused())
                .as("a reporter who is not masked")
                .isEqualTo("fact-part");
        resident.workOff();
        assertThat(reported()).isEmpty();
        assertThat(grades()).isEmpty();
    }

    @Test
    void a_report_about_what_is_closed_waits_for_a_person() {
        Sender resident = reports.sender();
        int version = subjects.find(id).orElseThrow().version();
        work.run(() -> subjects.close(id, Town.on("2025-03-02"), "拆除", "admin", version));
        resident.send("c1", "event-report", square, "2025-03-01T09:00:00", Map.of("category", "waste"));
        resident.send("c2", "event-report", square, "2025-03-03T09:00:00", Map.of("category", "waste"));
        resident.workOff();

        assertThat(reported()).as("what happened after the closing is parked").hasSize(1);
        staff.officer("tx1-admin", "administrator");
        assertThat(new Visitor(port)
                        .signIn("tx1-admin", "tx1-admin")
                        .get("/signals?state=parked&q=c2")
                        .body())
                .contains("c2");
        LoggedDecision late = gradeOf(reported().get(0).id());
        assertThat(late.result()).isEqualTo("unknown");
        staff.officer("tx1-reader", "manager");
        assertThat(new Visitor(port)
                        .signIn("tx1-reader", "tx1-reader")
                        .get("/decisions/" + late.id().value())
                        .body())
                .contains("对象已注销", "重新计算的结果和规则行与记录一致");
    }

    @Test
    void two_sources_that_contradict_each_other_are_both_kept_and_answered() {
        Sender one = reports.sender();
        Sender other = reports.sender();
        one.send("d1", "event-report", square, "2025-03-03T09:00:00", Map.of("category", "gas", "description", "有燃气味"));
        other.send(
                "d1",
                "event-report",
                square,
                "2025-03-03T09:00:00",
                Map.of("category", "other", "description", "没有异味"));
        one.workOff();
        assertThat(reported()).extracting(Fact::source).containsExactlyInAnyOrder(one.source(), other.source());
        assertThat(grades()).extracting(LoggedDecision::result).containsExactlyInAnyOrder("extreme", "ordinary");
    }
}
