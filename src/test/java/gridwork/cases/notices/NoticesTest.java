package gridwork.cases.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.clock.Breaches;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Channel;
import gridwork.platform.outgoing.Message;
import gridwork.platform.outgoing.Outgoing;
import gridwork.platform.outgoing.Unless;
import gridwork.street.Roles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told of what. */
@GridworkTest
class NoticesTest {
    /** The street has officers of other tests too, who are told as well. */
    private static final Set<String> OURS = Set.of("crew-worker", "crew-leader", "crew-secretary", "crew-department");

    @Autowired
    TellNotices tell;

    @Autowired
    Occasions occasions;

    @Autowired
    Outgoing outgoing;

    @Autowired
    NoticeDesk desk;

    @Autowired
    Bell bell;

    @Autowired
    Roles roles;

    @Autowired
    Cases cases;

    @Autowired
    Reports reports;

    @Autowired
    SiteChecks checks;

    @Autowired
    Breaches breaches;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Work work;

    @Autowired
    Crew crew;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    private Instant before = Instant.EPOCH;

    @BeforeEach
    void a_crew_that_has_been_told_everything() {
        before = clock.now();
        crew.comesToWork();
        clock.set(Town.on("2034-03-07"));
        work.run(() -> jdbc.sql("delete from notice_occasion").update());
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    // --- who is told

    @Test
    void a_new_case_is_told_to_the_department_and_the_community_and_its_task_to_who_may_do_it() {
        CaseId id = event("parking", "东直门外大街");
        tell.run();
        assertThat(told(id, "case-opened", Channel.PAGE))
                .containsExactlyInAnyOrder("crew-department", "crew-secretary");
        assertThat(told(id, "task", Channel.PAGE)).containsExactly("crew-worker");
        assertThat(told(id, "task", Channel.SMS)).as("it is not urgent").isEmpty();
        assertThat(messages(id))
                .filteredOn(each -> each.kind().equals("task") && OURS.contains(each.receiver()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.title().zh()).startsWith("新任务：");
                    assertThat(each.text().zh()).contains("东直门外大街", "事件处置", String.valueOf(id.value()), "甲一网格");
                    assertThat(each.text().en()).contains("Handling of an event");
                    assertThat(each.title().en() + each.text().en()).contains("Grid worker on the spot");
                    assertThat(each.link()).isEqualTo("/cases/" + id.value());
                    assertThat(each.state()).isEqualTo(Message.State.SENT);
                });
        tell.run();
        assertThat(told(id, "task", Channel.PAGE)).as("told once").hasSize(1);
    }

    @Test
    void an_urgent_task_is_pushed_at_once_and_follows_by_short_message_where_nobody_reads_it() {
        CaseId id = event("trapped", "李小龙住处");
        tell.run();
        assertThat(messages(id))
                .anyMatch(each -> each.kind().equals("task") && each.channel().equals(Channel.WEBHOOK));
        List<Message> phones = messages(id).stream()
                .filter(each -> each.kind().equals("task") && each.channel().equals(Channel.SMS))
                .toList();
        assertThat(phones).isNotEmpty().allSatisfy(each -> {
            assertThat(each.due()).isEqualTo(clock.now().plusSeconds(300));
            assertThat(each.urgent()).isTrue();
        });
        assertThat(messages(id))
                .filteredOn(each -> !each.channel().equals(Channel.PAGE))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.text().zh() + each.text().en() + each.title())
                        .contains("李小•••处")
                        .doesNotContain("李小龙住处")
                        .doesNotContain(String.valueOf(id.value())));
    }

    @Test
    void a_passed_deadline_is_told_to_those_who_have_to_act_now_and_to_those_who_answer() {
        CaseId id = event("fire-safety", "消防通道");
        tell.run();
        clock.set(clock.now().plusSeconds(40L * 86_400));
        breaches.run();
        // with what other tests left open it would be told as many together
        work.run(() -> jdbc.sql("delete from notice_occasion where case_id <> :id")
                .param("id", id.value())
                .update());
        tell.run();
        assertThat(told(id, "clock-breached", Channel.PAGE)).contains("crew-department", "crew-secretary");
        assertThat(told(id, "clock-breached", Channel.PAGE))
                .as("those who have it now")
                .containsAnyOf("crew-leader", "crew-worker");
    }

    @Test
    void who_did_it_is_not_told_of_it() {
        CaseId id = event("parking", "自己办的");
        tell.run();
        String task = crew.task(id, "user_worker");
        crew.does("worker", task, crew.content("{\"solved\": false, \"description\": \"办不了\"}"));
        tell.run();
        assertThat(messages(id))
                .filteredOn(each -> each.kind().equals("task"))
                .extracting(Message::receiver)
                .filteredOn(OURS::contains)
                .containsExactlyInAnyOrder("crew-worker", "crew-leader");
    }

    @Test
    void a_drawn_check_is_told_to_nobody_but_its_inspectors_and_only_in_the_page() {
        Town.Site site = town.site("抽查工地", Crew.GRID);
        CaseId id = checks.open(
                site.id(),
                "general",
                true,
                "2034-W10",
                Town.on("2034-03-10"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        tell.run();
        assertThat(messages(id)).isNotEmpty().allSatisfy(each -> {
            assertThat(each.channel()).isEqualTo(Channel.PAGE);
            assertThat(each.receiver()).isIn("crew-inspector1", "crew-inspector2");
        });
    }

    @Test
    void what_was_imported_as_history_is_told_to_nobody() {
        SubjectRef enterprise = register("enterprise", "历史企业");
        record(enterprise, "enterprise-risk", "penalty", Facts.How.HISTORY);
        record(register("place", "历史地点"), "event-report", "trapped", Facts.How.HISTORY);
        assertThat(noted()).isZero();
        record(enterprise, "enterprise-risk", "dishonest", Facts.How.NOW);
        assertThat(noted()).as("but what comes in now is").isPositive();
    }

    @Test
    void a_task_that_is_done_before_it_is_told_is_not_told() {
        CaseId id = event("parking", "很快办好");
        crew.does(
                "worker", crew.task(id, "user_worker"), crew.content("{\"solved\": false, \"description\": \"办不了\"}"));
        tell.run();
        assertThat(told(id, "task", Channel.PAGE)).containsExactly("crew-leader");
    }

    @Test
    void many_that_come_up_together_are_told_as_one() {
        SubjectId subject =
                subjects.find(register("enterprise", "多条预警")).orElseThrow().id();
        work.run(() -> {
            for (int i = 0; i < 8; i++) {
                var detail = JsonNodeFactory.instance.objectNode().put("ruleSet", "enterprise-warning");
                detail.putArray("answers").add("risk");
                occasions.note(Kind.WARNING, "decision/" + Ids.next(), null, subject, detail);
            }
        });
        long unread = outgoing.unread("crew-secretary");
        tell.run();
        assertThat(outgoing.unread("crew-secretary")).isEqualTo(unread + 1);
        assertThat(outgoing.told("crew-secretary", true, "", 0, 1)
                        .messages()
                        .get(0)
                        .title())
                .isEqualTo(new Label("8 条新预警", "8 new warnings"));
    }

    @Test
    void an_occasion_that_cannot_be_told_holds_up_no_other_and_is_seen() {
        CaseId id = event("parking", "照常告知");
        work.run(() -> occasions.note(
                Kind.CASE_OPENED, "case/none", new CaseId(1), null, JsonNodeFactory.instance.objectNode()));
        tell.run();
        assertThat(told(id, "task", Channel.PAGE)).hasSize(1);
        assertThat(desk.failing()).isEqualTo(1);
        clock.set(clock.now().plusSeconds(61));
        tell.run();
        assertThat(jdbc.sql("select tries from notice_occasion where cause = 'case/none'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    // --- when

    @Test
    void what_falls_into_quiet_hours_waits_for_their_end() {
        Told quiet = new Told("NT", "community", "sms", null, "community", 0, 21, 8);
        assertThat(quiet.due(at("2034-03-07T20:59:59"), clock)).isEqualTo(at("2034-03-07T20:59:59"));
        assertThat(quiet.due(at("2034-03-07T21:00:00"), clock)).isEqualTo(at("2034-03-08T08:00:00"));
        assertThat(quiet.due(at("2034-03-08T03:00:00"), clock)).isEqualTo(at("2034-03-08T08:00:00"));
        assertThat(quiet.due(at("2034-03-08T08:00:00"), clock)).isEqualTo(at("2034-03-08T08:00:00"));
        Told noon = new Told("NT", "community", "sms", Unless.READ, "community", 60, 12, 14);
        assertThat(noon.due(at("2034-03-07T11:30:00"), clock)).isEqualTo(at("2034-03-07T14:00:00"));
        Told never = new Told("NT", "community", "sms", null, "community", 5, 0, 0);
        assertThat(never.due(at("2034-03-07T23:00:00"), clock)).isEqualTo(at("2034-03-07T23:05:00"));
    }

    // --- words

    @Test
    void a_text_with_a_word_that_its_kind_does_not_know_or_that_stays_inside_stops_the_start() {
        assertThatThrownBy(() -> new Texts(texts(new Label("{who}", "x")))).hasMessageContaining("{who}");
        assertThatThrownBy(() -> new Texts(texts(new Label("{number}", "x")))).hasMessageContaining("{number}");
        assertThatThrownBy(() -> new Texts(texts(new Label("中文", "")))).hasMessageContaining("lacks a language");
        assertThat(new Texts(texts(new Label("{subject}", "{subject}"))).of(Kind.TASK))
                .isNotNull();
    }

    private static Map<String, Texts.Text> texts(Label outside) {
        Map<String, Texts.Text> all = new HashMap<>();
        var fine = new Label("好", "fine");
        for (Kind each : Kind.values()) {
            all.put(each.id(), new Texts.Text(fine, fine, outside, fine, "/"));
        }
        return all;
    }

    @Test
    void a_receiver_whose_role_does_not_exist_stops_the_start() {
        var nobody = new Receivers.Receiver("nobody", new Label("无", "nobody"), Receivers.Where.GRID, List.of("king"));
        assertThatThrownBy(() -> new Receivers(new Receivers.Table(List.of(nobody), List.of(), Set.of(), 5), roles))
                .hasMessageContaining("king");
    }

    // --- the bell

    @Test
    void of_one_session_no_more_than_a_few_pages_listen_at_once() {
        int there = bell.listening();
        for (int i = 0; i < 9; i++) {
            bell.listen("crew-worker", "session-of-many-tabs");
        }
        bell.listen("crew-worker", "another-session");
        assertThat(bell.listening() - there).isEqualTo(5);
    }

    // --- words of these tests

    private Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(clock.zone()).toInstant();
    }

    private SubjectRef register(String kind, String name) {
        var ref = new SubjectRef(kind, "N" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails(name, Crew.GRID, null, null, null, null))));
        return ref;
    }

    private String record(SubjectRef subject, String kind, String category, Facts.How how) {
        String reference = "n" + Ids.next();
        work.run(() -> facts.record(
                List.of(new NewFact(
                        subject, kind, category, clock.now(), null, "notices", reference, null, null, Map.of())),
                how));
        return reference;
    }

    private CaseId event(String category, String place) {
        String reference = record(register("place", place), "event-report", category, Facts.How.NOW);
        Report report = reports.find("notices", reference).orElseThrow();
        return Objects.requireNonNull(report.of());
    }

    /** Of a case and of what came from it. */
    private List<Message> messages(CaseId of) {
        return Stream.concat(Stream.of(of), cases.cameFrom(of).stream().map(Case::id))
                .flatMap(each ->
                        outgoing
                                .page(new Outgoing.Asked(null, null, Case.ABOUT + each.value(), 0, 200))
                                .messages()
                                .stream())
                .toList();
    }

    private List<String> told(CaseId of, String kind, String channel) {
        return messages(of).stream()
                .filter(each -> each.kind().equals(kind) && each.channel().equals(channel))
                .map(Message::receiver)
                .filter(OURS::contains)
                .toList();
    }

    private long noted() {
        return jdbc.sql("select count(*) from notice_occasion")
                .query(Long.class)
                .single();
    }
}
