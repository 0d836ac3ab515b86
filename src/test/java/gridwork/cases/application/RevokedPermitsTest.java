package gridwork.cases.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.QrPicture;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.TrailEntry;
import gridwork.cases.notices.NoticeDesk;
import gridwork.cases.own.OwnCodes;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.BackgroundWork;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Channel;
import gridwork.platform.outgoing.Message;
import gridwork.platform.outgoing.Outgoing;
import gridwork.platform.outgoing.Outsiders;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Roles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;

/** A permit that an officer revokes, or whose time is up: whoever looks it up is told. It is good from 24 to 26 March 2025. */
@GridworkTest
class RevokedPermitsTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 3, 3);
    private static final LocalDate FIRST = TODAY.plusDays(21);
    private static final LocalDate LAST = TODAY.plusDays(23);
    private static final OfficerId SECOND = new OfficerId("crew-office-second");

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Applications applications;

    @Autowired
    Permits permits;

    @Autowired
    PermitDesk desk;

    @Autowired
    Revocations revocations;

    @Autowired
    StoredRevocations stored;

    @Autowired
    OwnCodes codes;

    @Autowired
    Subjects subjects;

    @Autowired
    Cases cases;

    @Autowired
    CaseBook book;

    @Autowired
    Facts facts;

    @Autowired
    Matters matters;

    @Autowired
    Accounts accounts;

    @Autowired
    Officers officers;

    @Autowired
    Areas areas;

    @Autowired
    Roles roles;

    @Autowired
    List<FormContents> forms;

    @Autowired
    List<BackgroundWork> works;

    @Autowired
    Outgoing outgoing;

    @Autowired
    NoticeDesk notices;

    @Autowired
    List<Outsiders> outsiders;

    @Autowired
    StoredApplications applicationsKept;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder;

    Subject shop;
    CaseId id;
    Permit permit;
    String own = "";
    String check = "";

    @BeforeEach
    void a_shop_with_a_permit() {
        crew.comesToWork();
        clock.set(TODAY);
        var town = new EventApplications(applications, subjects, crew, clock, work);
        town.departmentsComeToWork();
        if (officers.find(SECOND).isEmpty()) {
            String street = areas.all().stream()
                    .filter(each -> each.kind() == Area.Kind.STREET)
                    .findFirst()
                    .orElseThrow()
                    .id()
                    .value();
            work.run(() ->
                    accounts.create(SECOND, "复核人", Set.of(new Duty("office-clerk", street)), SECOND.value(), "test"));
        }
        shop = town.shop("南街集市经营部");
        id = new Approvals(town, crew, cases, facts, forms).granted(shop);
        permit = permits.ofCase(id).orElseThrow();
        own = "/own/" + codes.issue(shop.id(), TODAY.plusDays(90), "admin") + "/applications/"
                + applications.ofCase(id).orElseThrow().id();
        check = "/permits/" + URLEncoder.encode(permit.number(), StandardCharsets.UTF_8);
    }

    private Visitor clerk() {
        return new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
    }

    private Visitor second() {
        return new Visitor(port).signIn(SECOND.value(), SECOND.value());
    }

    private Officer officer(OfficerId of) {
        return officers.find(of).orElseThrow();
    }

    private void asks(Visitor who, LocalDate from) {
        who.post(
                "/cases/" + id.value(),
                "/cases/" + id.value() + "/revocation",
                Map.of("ground", "deception", "from", from.toString(), "reason", "场地同意书是伪造的"));
    }

    private String asked() {
        return "/cases/" + id.value() + "/revocation/"
                + revocations.asked(permit).orElseThrow().id();
    }

    private Permit now() {
        return permits.ofCase(id).orElseThrow();
    }

    private String printed() throws IOException {
        try (PDDocument document =
                Loader.loadPDF(new Visitor(port).download(own + "/permit.pdf").body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private List<String> told() {
        return facts.timeline(shop.id(), 0, 200).stream()
                .filter(each -> each.kind().equals("event-permit"))
                .map(each -> String.valueOf(each.category()))
                .toList();
    }

    private static void assertRefused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void one_asks_another_confirms_and_whoever_looks_it_up_is_told() throws Exception {
        Visitor clerk = clerk();
        assertThat(clerk.get("/cases/" + id.value()).body()).contains("撤销许可", "以欺骗、贿赂等不正当手段取得");
        asks(clerk, TODAY);
        assertThat(now().state(TODAY))
                .as("nothing counts before the second look")
                .isEqualTo("not-yet");
        assertThat(new Visitor(port).get(check).body()).doesNotContain("撤销");
        assertThat(clerk.get("/cases/permits?state=asked&q="
                                + URLEncoder.encode(permit.number(), StandardCharsets.UTF_8))
                        .body())
                .contains(permit.number(), "撤销待复核", "南街集市经营部");
        assertThat(clerk.get("/cases/" + id.value()).body())
                .contains("提出撤销，待复核", "场地同意书是伪造的")
                .as("not by who asked for it")
                .doesNotContain("复核同意，撤销许可");
        clerk.post("/cases/" + id.value(), asked() + "/confirm", Map.of());
        assertThat(now().revoked()).isNull();
        Visitor second = second();
        assertThat(second.get("/cases/" + id.value()).body()).contains("复核同意，撤销许可");
        second.post("/cases/" + id.value(), asked() + "/confirm", Map.of());

        assertThat(now().state(TODAY)).isEqualTo("revoked");
        assertThat(new Visitor(port).get(check).body())
                .contains("已撤销", "自 2025-03-03 起无效", "以欺骗、贿赂等不正当手段取得")
                .as("the facts are its holder's")
                .doesNotContain("伪造", "南街集市经营部");
        assertThat(new Visitor(port).get(own).body())
                .contains("已撤销", "自 2025-03-03 起无效", "场地同意书是伪造的")
                .as("there is nothing to give back")
                .doesNotContain("交回许可");
        assertThat(printed()).contains("已撤销，自2025年3月3日起无效", permit.number().replaceAll("\\s", ""), "2025年3月3日");
        assertThat(told()).containsExactlyInAnyOrder("granted", "revoked");
        Fact fact = facts.timeline(shop.id(), 0, 200).stream()
                .filter(each -> "revoked".equals(each.category()))
                .findFirst()
                .orElseThrow();
        assertThat(fact.payload())
                .containsEntry("ground", "deception")
                .containsEntry("revokedFrom", "2025-03-03")
                .containsEntry("number", permit.number());
        assertThat(cases.trail(id))
                .extracting(TrailEntry::what)
                .containsSubsequence("permit-issued", "permit-revocation-asked", "permit-revoked");
        assertThat(clerk.get("/cases/" + id.value()).body()).contains("许可撤销", "复核人");
        assertRefused("revocation-permit-over", () -> ask("deception", TODAY, "再来一次"));
        looked();
    }

    @Test
    void its_holder_is_told_on_the_phone_of_the_application_and_the_queue_holds_no_number() {
        asks(clerk(), TODAY);
        assertThat(messages()).isEmpty();
        second().post("/cases/" + id.value(), asked() + "/confirm", Map.of());
        tell();
        assertThat(messages()).singleElement().satisfies(each -> {
            assertThat(each.channel()).isEqualTo(Channel.SMS);
            assertThat(each.text().zh()).contains(permit.number(), "2025年3月3日", "以欺骗、贿赂等不正当手段取得", "陈述申辩");
            assertThat(each.text().en()).contains("3 March 2025", "deception");
            assertThat(each.link()).startsWith("/permits/").doesNotContain(own);
            assertThat(each.toString()).doesNotContain(phone());
            assertThat(desk(each)).isEqualTo("许可持有人");
            assertThat(outsiders.stream().flatMap(one -> one.phone(each.receiver()).stream()))
                    .containsExactly(phone());
        });
        assertThat(outsiders.stream().flatMap(one -> one.phone("application/1").stream()))
                .isEmpty();
        tell();
        assertThat(messages()).as("told once").hasSize(1);
    }

    private void tell() {
        works.stream().filter(each -> each.name().equals("notices")).forEach(BackgroundWork::run);
    }

    private List<Message> messages() {
        return outgoing.page(new Outgoing.Asked(null, null, "case/" + id.value(), 0, 100)).messages().stream()
                .filter(each -> each.kind().equals("permit-revoked"))
                .toList();
    }

    private String desk(Message of) {
        return Objects.requireNonNull(notices.receivers(List.of(of)).get(of.receiver()))
                .zh();
    }

    private String phone() {
        return applications
                .ofCase(id)
                .orElseThrow()
                .content()
                .path("fields")
                .path("phone")
                .asText();
    }

    /** On a phone, as its holder and a passer-by see it, and what its holder would print. */
    private void looked() throws Exception {
        try (var phone = Browser.at(port).phone()) {
            phone.open(own).until("已撤销");
            assertThat(phone.overflow()).isZero();
            phone.screenshot("permit-revoked-own-phone");
            phone.open(check).until("自 2025-03-03 起无效");
            assertThat(phone.overflow()).isZero();
            phone.screenshot("permit-revoked-check-phone");
            phone.signIn(Crew.id("office").value());
            phone.open("/cases/permits").until("许可台账");
            assertThat(phone.overflow()).isZero();
            phone.screenshot("permits-phone");
            phone.open("/cases/" + id.value()).until("许可撤销");
            assertThat(phone.overflow()).isZero();
            phone.screenshot("permit-revoked-case-phone");
            assertThat(phone.complaints()).isEmpty();
        }
        byte[] pdf = new Visitor(port).download(own + "/permit.pdf").body();
        Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(Path.of("target", "screenshots", "permit-revoked.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String said = QrPicture.find(new PDFRenderer(document).renderImageWithDPI(0, 150));
            assertThat(new Visitor(port).get(said).body())
                    .as("the picture on it leads to what is so now")
                    .contains("已撤销", permit.number());
        }
    }

    private void ask(String ground, LocalDate from, String reason) {
        revocations.ask(now(), ground, from, reason, officer(Crew.id("office")));
    }

    @Test
    void one_that_is_revoked_from_a_later_day_is_good_until_then_and_says_so() throws IOException {
        asks(clerk(), LAST);
        second().post("/cases/" + id.value(), asked() + "/confirm", Map.of());
        clock.set(FIRST);
        assertThat(now().state(FIRST)).isEqualTo("valid");
        assertThat(new Visitor(port).get(check).body()).contains(">有效<", "自 2025-03-26 起无效");
        assertThat(printed()).contains("已撤销，自2025年3月26日起无效");
        assertThat(new Visitor(port).get(own).body()).doesNotContain("交回许可");
        clock.set(LAST);
        assertThat(now().state(LAST)).isEqualTo("revoked");
        assertThat(new Visitor(port).get(check).body()).contains("已撤销");
    }

    @Test
    void one_that_is_confirmed_late_does_not_count_for_days_that_are_over() {
        asks(clerk(), TODAY);
        clock.set(TODAY.plusDays(4));
        second().post("/cases/" + id.value(), asked() + "/confirm", Map.of());
        assertThat(now().revoked()).isEqualTo(new Permit.Revoked(TODAY.plusDays(4), "deception"));
    }

    @Test
    void whoever_declines_says_why_and_the_permit_stays() throws IOException {
        asks(clerk(), TODAY);
        String its = asked();
        second().post("/cases/" + id.value(), its + "/decline", Map.of("reason", "已向场地主人核实，同意书属实"));
        assertThat(now().revoked()).isNull();
        assertThat(printed()).doesNotContain("撤销");
        assertThat(clerk().get("/cases/" + id.value()).body()).contains("复核不同意撤销", "已向场地主人核实");
        assertThat(told()).containsExactly("granted");
        second().post("/cases/" + id.value(), its + "/confirm", Map.of());
        assertThat(now().revoked()).as("decided is decided").isNull();
        ask("not-eligible", FIRST, "另有理由");
        assertThat(revocations.of(permit))
                .extracting(Revocation::state)
                .containsExactly(Revocation.State.DECLINED, Revocation.State.ASKED);
    }

    @Test
    void who_may_not_whatever_is_missing_and_what_is_over_is_refused_by_name() {
        assertRefused(
                "revocation-not-yours",
                () -> revocations.ask(permit, "deception", TODAY, "理由", officer(Crew.id("of-anjian"))));
        assertRefused("revocation-ground", () -> ask("none", TODAY, "理由"));
        assertRefused("reason-missing", () -> ask("deception", TODAY, " "));
        assertRefused("case-reason-long", () -> ask("deception", TODAY, "长".repeat(501)));
        assertRefused("revocation-day", () -> ask("deception", TODAY.minusDays(1), "理由"));
        assertRefused("revocation-day", () -> ask("deception", LAST.plusDays(1), "理由"));
        ask("deception", TODAY, "理由");
        long asked = revocations.asked(permit).orElseThrow().id();
        assertRefused("revocation-asked", () -> ask("deception", TODAY, "理由"));
        assertRefused("revocation-same-person", () -> revocations.confirm(permit, asked, officer(Crew.id("office"))));
        assertRefused("revocation-not-yours", () -> revocations.confirm(permit, asked, officer(Crew.id("of-anjian"))));
        applications.withdraw(applications.ofCase(id).orElseThrow());
        assertRefused("revocation-permit-over", () -> revocations.confirm(permit, asked, officer(SECOND)));
        revocations.decline(permit, asked, "已经交回", officer(SECOND));
        assertRefused("revocation-over", () -> revocations.decline(permit, asked, "再来", officer(SECOND)));
        var stranger = new Visitor(port)
                .signIn(Crew.id("d1-lead").value(), Crew.id("d1-lead").value());
        assertThat(stranger.get("/cases/permits?q=" + URLEncoder.encode(permit.number(), StandardCharsets.UTF_8))
                        .body())
                .doesNotContain(permit.number() + "</a>");
    }

    @Test
    void whether_another_person_looks_at_it_is_data() throws IOException {
        Path file = folder.resolve("bpmn/event-approval/application.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                Files.readString(Path.of("bpmn/event-approval/application.yaml"))
                        .replace("secondLook: true", "secondLook: false"));
        var alone = new Revocations(
                stored,
                permits,
                applicationsKept,
                new ApplicationForms(matters, clock, folder.toUri() + "bpmn/*/application.yaml"),
                book,
                subjects,
                roles,
                clock,
                events,
                work);
        alone.ask(permit, "deception", TODAY, "理由", officer(Crew.id("office")));
        assertThat(now().state(TODAY)).isEqualTo("revoked");
        assertThat(alone.asked(permit)).isEmpty();
    }

    @Test
    void a_permit_whose_time_is_up_says_so_everywhere_and_can_be_neither_given_back_nor_revoked() throws IOException {
        clock.set(LAST);
        assertThat(new Visitor(port).get(own).body()).contains(">有效<", "交回许可");
        assertThat(printed()).doesNotContain("已过期");
        clock.set(LAST.plusDays(1));
        assertThat(new Visitor(port).get(check).body()).contains("已过期");
        assertThat(new Visitor(port).get(own).body()).contains("已过期").doesNotContain("交回许可");
        assertThat(printed()).contains("已过期，有效期至2025年3月26日");
        assertRefused(
                "application-over",
                () -> applications.withdraw(applications.ofCase(id).orElseThrow()));
        assertRefused("revocation-permit-over", () -> ask("deception", LAST.plusDays(1), "理由"));
        assertThat(clerk().get("/cases/" + id.value()).body()).contains("已过期").doesNotContain("法定理由");
        assertThat(clerk().get("/cases/permits?state=over&q="
                                + URLEncoder.encode(permit.number(), StandardCharsets.UTF_8))
                        .body())
                .contains(permit.number() + "</a>");
        assertThat(clerk().get("/cases/permits?state=good&q="
                                + URLEncoder.encode(permit.number(), StandardCharsets.UTF_8))
                        .body())
                .doesNotContain(permit.number() + "</a>");
    }
}
