package gridwork.cases.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.CaseTrail;
import gridwork.cases.opening.Answered;
import gridwork.cases.opening.Limits;
import gridwork.cases.opening.Opener;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Values;
import gridwork.decisions.Decisions;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.RuleSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes of each answered report a case of its own, part of one, or one that waits. */
@Component
class OpenCases implements Opener {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCases.class);
    private static final int CHUNK = 50;
    private final Reports reports;
    private final CaseBook cases;
    private final CaseTrail trail;
    private final Limits limits;
    private final Facts facts;
    private final Subjects subjects;
    private final Decisions decisions;
    private final StreetClock clock;
    private final ObjectMapper json = new ObjectMapper();

    OpenCases(
            Reports reports,
            CaseBook cases,
            CaseTrail trail,
            Limits limits,
            Facts facts,
            Subjects subjects,
            Decisions decisions,
            StreetClock clock) {
        this.reports = reports;
        this.cases = cases;
        this.trail = trail;
        this.limits = limits;
        this.facts = facts;
        this.subjects = subjects;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public Procedure.Per per() {
        return Procedure.Per.REPORT;
    }

    @Override
    public void open(List<Answered> answered, List<Set<FactId>> same) {
        if (answered.isEmpty()) {
            return;
        }
        Map<FactId, Fact> told =
                facts.find(answered.stream().map(OpenCases::reported).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Fact::id, each -> each));
        Map<SubjectId, Subject> about =
                subjects.find(told.values().stream().map(Fact::subject).collect(Collectors.toSet()));
        Map<String, Report> known = new HashMap<>();
        reports.known(told.values().stream().map(Fact::reference).collect(Collectors.toSet()))
                .forEach(each -> known.put(identity(each.matter(), each.source(), each.reference()), each));
        Map<FactId, Report> mates =
                reports.ofFacts(same.stream().flatMap(Collection::stream).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Report::fact, each -> each, (one, other) -> other, HashMap::new));
        Limits.Day day = limits.today();
        day.lock(answered.stream()
                .filter(each -> !each.opens().neverWaits().contains(grade(each.answer())))
                .map(each -> each.opens().matter())
                .collect(Collectors.toSet()));
        for (Answered each : answered) {
            Fact fact = Objects.requireNonNull(told.get(reported(each)));
            Report was = known.get(identity(each.opens().matter(), fact.source(), fact.reference()));
            Report is = was == null
                    ? added(each, fact, Objects.requireNonNull(about.get(fact.subject())), same, mates, day)
                    : corrected(was, each, fact);
            mates.put(fact.id(), is);
        }
    }

    private static FactId reported(Answered each) {
        return Objects.requireNonNull(each.fact());
    }

    private static String identity(String matter, String source, String reference) {
        return matter + "\n" + source + "\n" + reference;
    }

    private Report added(
            Answered answered,
            Fact fact,
            Subject subject,
            List<Set<FactId>> same,
            Map<FactId, Report> mates,
            Limits.Day day) {
        Report report = report(answered, fact);
        Optional<Case> mate = same.stream()
                .filter(each -> each.contains(fact.id()))
                .flatMap(Collection::stream)
                .flatMap(each -> Optional.ofNullable(mates.get(each)).stream())
                .flatMap(each -> Optional.ofNullable(each.of()).stream())
                .distinct()
                .map(cases::get)
                .filter(OpenCases::isHandled)
                .findFirst();
        if (mate.isPresent()) {
            subjects.lock(List.of(mate.get().subject()));
            Case of = cases.get(mate.get().id());
            Report joined = in(report, of.id());
            reports.add(joined);
            trail.addOfProgram(of.id(), "joined", said(joined));
            raise(of, joined, answered.opens());
            return joined;
        }
        if (!answered.opens().neverWaits().contains(report.grade()) && day.isFull(report.matter())) {
            reports.add(report);
            return report;
        }
        Case opened = opened(report, answered.procedure(), subject);
        Report of = in(report, opened.id());
        reports.add(of);
        day.opened(report.matter());
        return of;
    }

    private Report report(Answered answered, Fact fact) {
        return new Report(
                Ids.next(),
                answered.opens().matter(),
                fact.subject(),
                fact.id(),
                fact.source(),
                fact.reference(),
                fact.kind(),
                fact.category() == null ? "" : fact.category(),
                grade(answered.answer()),
                keeps(answered),
                null,
                fact.occurredAt(),
                clock.now(),
                null,
                null);
    }

    private static String grade(Evaluation answer) {
        return answer.result().equals(RuleSet.UNKNOWN) ? "" : answer.result();
    }

    private ObjectNode keeps(Answered answered) {
        ObjectNode keeps = json.createObjectNode();
        answered.opens().keeps().forEach(name -> {
            Object held = answered.answer().values().get(name);
            if (held != null) {
                keeps.put(name, String.valueOf(held));
            }
        });
        return keeps;
    }

    private static Report in(Report it, CaseId of) {
        return new Report(
                it.id(),
                it.matter(),
                it.subject(),
                it.fact(),
                it.source(),
                it.reference(),
                it.kind(),
                it.category(),
                it.grade(),
                it.keeps(),
                of,
                it.reportedAt(),
                it.receivedAt(),
                it.answer(),
                it.answeredAt());
    }

    /** Still on its way: what is solved and waits for an answer is not reported again for nothing. */
    private static boolean isHandled(Case of) {
        return of.open() && !Values.of(of).path(Values.PHASE).asText().equals(Values.ASKING);
    }

    private Case opened(Report report, Procedure procedure, Subject subject) {
        ObjectNode details = json.createObjectNode();
        details.putObject(Values.ABOUT)
                .put(Values.KIND, report.kind())
                .put(Values.CATEGORY, report.category())
                .put("fact", String.valueOf(report.fact().value()));
        ObjectNode values = details.putObject(Values.VALUES);
        values.put(Values.GRADE, report.grade());
        values.setAll((ObjectNode) report.keeps());
        Case opened = cases.add(
                report.matter(), report.subject(), subject.area(), "report/" + report.id(), null, null, details);
        cases.trail(opened.id(), null, "opened", details);
        cases.milestone(opened, "case-opened", Map.of());
        cases.start(opened, procedure.process());
        LOG.info(
                "opened {} {} of subject {}",
                opened.matter(),
                opened.id().value(),
                report.subject().value());
        return opened;
    }

    private ObjectNode said(Report report) {
        return json.createObjectNode().put(Values.GRADE, report.grade()).put(Values.CATEGORY, report.category());
    }

    private Report corrected(Report was, Answered answered, Fact fact) {
        Report is = report(answered, fact);
        reports.correct(was, fact.id(), is.category(), is.grade(), is.keeps());
        Report now = reports.find(was.id()).orElseThrow();
        if (now.of() != null) {
            Case of = cases.get(now.of());
            trail.addOfProgram(of.id(), "report-corrected", said(now));
            if (isHandled(of)) {
                raise(of, now, answered.opens());
            }
        }
        return now;
    }

    /** What turns out to be more urgent begins anew at the level for that, at once. */
    private void raise(Case of, Report report, Procedure.Opens opens) {
        RuleSet grading = decisions.ruleSet(opens.ruleSet());
        String held = Values.of(of).path(Values.GRADE).asText("");
        if (report.grade().isEmpty()
                || (!held.isEmpty()
                        && grading.grade(report.grade()).rank()
                                <= grading.grade(held).rank())) {
            return;
        }
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        values.put(Values.GRADE, report.grade());
        values.setAll((ObjectNode) report.keeps());
        values.remove("level");
        cases.change(of, of.dueOn(), details);
        trail.addOfProgram(of.id(), "raised", said(report));
        cases.tell(of.id(), "raised");
    }

    @Override
    public boolean openWaiting(Procedure procedure, String matter) {
        Limits.Day day = limits.today();
        List<Report> waiting = reports.waiting(matter, CHUNK);
        Map<SubjectId, Subject> about =
                subjects.find(waiting.stream().map(Report::subject).collect(Collectors.toSet()));
        subjects.lock(about.keySet());
        for (Report each : waiting) {
            if (day.isFull(each.matter())) {
                return false;
            }
            Case opened = opened(each, procedure, Objects.requireNonNull(about.get(each.subject())));
            reports.belongsTo(each, opened.id());
            day.opened(each.matter());
        }
        return waiting.size() == CHUNK;
    }
}
