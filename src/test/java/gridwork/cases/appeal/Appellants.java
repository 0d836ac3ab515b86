package gridwork.cases.appeal;

import gridwork.TestClock;
import gridwork.cases.CaseId;
import gridwork.cases.Crew;
import gridwork.decisions.Decisions;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.AreaId;
import gridwork.street.Duty;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;

/** Shops and sites that reply, and the departments that look at it. */
@Lazy
public class Appellants {
    public static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private final Replies replies;
    private final StoredReplies stored;
    private final Facts facts;
    private final Decisions decisions;
    private final Subjects subjects;
    private final Crew crew;
    private final Accounts accounts;
    private final TestClock clock;
    private final Work work;

    Appellants(
            Replies replies,
            StoredReplies stored,
            Facts facts,
            Decisions decisions,
            Subjects subjects,
            Crew crew,
            Accounts accounts,
            TestClock clock,
            Work work) {
        this.replies = replies;
        this.stored = stored;
        this.facts = facts;
        this.decisions = decisions;
        this.subjects = subjects;
        this.crew = crew;
        this.accounts = accounts;
        this.clock = clock;
        this.work = work;
    }

    /** Two work at the department in charge of shops, {@code of-shichang} and {@code of-shichang-2}. */
    public void departmentComesToWork() {
        crew.department("shichang", "市场监管所");
        for (String each : List.of("of-shichang", "of-shichang-2")) {
            crew.hireFor(each, new AreaId("shichang"));
            // whatever officers of the department other tests have brought, the task is also theirs
            work.run(() -> accounts.setDuties(
                    Crew.id(each),
                    Set.of(new Duty("inspector", "shichang"), new Duty("department-officer", "shichang")),
                    "test"));
        }
    }

    /** Whoever was not there before; the same again changes nothing. */
    public String comesToWork(String name, Duty duty) {
        crew.hireFor(name, new AreaId(duty.area()));
        work.run(() -> accounts.setDuties(Crew.id(name), Set.of(duty), "test"));
        return name;
    }

    /** To a department where no other test looks. */
    public void leaves(String name) {
        crew.department("crew-elsewhere", "别的部门");
        comesToWork(name, new Duty("inspector", "crew-elsewhere"));
    }

    public Subject subject(String kind, String name) {
        var ref = new SubjectRef(kind, "P" + Ids.next());
        work.run(
                () -> subjects.register(Map.of(ref, new SubjectDetails(name, Crew.GRID, "临河路 8 号", null, null, null))));
        return subjects.find(ref).orElseThrow();
    }

    /** Told yesterday. */
    public FactId told(
            Subject about, String kind, String category, @Nullable Integer amount, Map<String, Object> payload) {
        var fact = new NewFact(
                about.ref(),
                kind,
                category,
                clock.now().minus(Duration.ofDays(1)),
                null,
                "appeals",
                String.valueOf(Ids.next()),
                null,
                amount == null ? null : BigDecimal.valueOf(amount),
                payload);
        List<Recorded> recorded = new java.util.ArrayList<>();
        work.run(() -> recorded.addAll(facts.record(List.of(fact), Facts.How.NOW)));
        return recorded.get(0).fold(Recorded.Stored::id, Recorded.Known::earlier, Recorded.Corrected::id, refused -> {
            throw new AssertionError(String.valueOf(refused));
        });
    }

    /** A complaint that was found true, by somebody of the crew. */
    public FactId complaint(Subject shop, String by) {
        return told(
                shop,
                "complaint-verdict",
                "food-safety",
                1,
                Map.of("by", Crew.id(by).value()));
    }

    public static Target about(FactId fact) {
        return new Target(Target.Kind.FACT, fact.value());
    }

    public Reply written(Subject subject, String matter, Target about) {
        Reply begun = replies.begin(subject, matter, about).reply();
        replies.write(begun, "当天没有营业，照片不是本店");
        return stored.find(begun.id()).orElseThrow();
    }

    public CaseId sent(Subject subject, String matter, FactId about) {
        Reply written = written(subject, matter, about(about));
        replies.send(written);
        return of(written);
    }

    /** About what a rule set last said of it. */
    public CaseId sentAboutResult(Subject subject, String matter, String ruleSet) {
        long decision = decisions
                .standing(subject.id(), ruleSet)
                .orElseThrow()
                .decision()
                .value();
        Reply written = written(subject, matter, new Target(Target.Kind.DECISION, decision));
        replies.send(written);
        return of(written);
    }

    public CaseId of(Reply reply) {
        return Objects.requireNonNull(stored.find(reply.id()).orElseThrow().of());
    }

    public Reply of(CaseId of, Subject subject) {
        return stored.of(subject.id()).stream()
                .filter(each -> of.equals(each.of()))
                .findFirst()
                .orElseThrow();
    }

    /** What becomes of it before it is answered. */
    public void then(CaseId of, Subject subject, String act) {
        Reply its = of(of, subject);
        if (act.equals("withdraws")) {
            replies.withdraw(its);
        } else {
            voided(new FactId(its.about().id()));
        }
    }

    public void voided(FactId fact) {
        work.run(() -> facts.voidFact(fact, "另行查明有误", Crew.id("office").value()));
    }

    public Fact fact(FactId id) {
        return facts.find(List.of(id)).get(0);
    }

    /** The smallest file that is taken for a PDF. */
    public static byte[] pdf(String text) {
        return ("%PDF-1.4\n1 0 obj<</Title(" + text + ")>>endobj\ntrailer<<>>\n%%EOF\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
