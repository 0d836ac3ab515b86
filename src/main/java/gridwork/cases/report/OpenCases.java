package gridwork.cases.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.CaseTrail;
import gridwork.cases.NewCase;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes of each answered report a case of its own, part of one, or one that waits. */
@Component
class OpenCases implements Opener {
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
                .forEach(each -> known.put(identity(each.source(), each.reference()), each));
        Map<FactId, Report> mates =
                reports.ofFacts(same.stream().flatMap(Collection::stream).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Report::fact, each -> each, (one, other) -> other, HashMap::new));
        var opening = new Opening(mates);
        opening.day.lock(answered.stream()
                .filter(each -> !each.opens().neverWaits().contains(grade(each.answer())))
                .map(each -> each.opens().matter())
                .collect(Collectors.toSet()));
        for (Answered each : answered) {
            Fact fact = Objects.requireNonNull(told.get(reported(each)));
            Report was = known.get(identity(fact.source(), fact.reference()));
            if (was == null) {
                added(each, fact, Objects.requireNonNull(about.get(fact.subject())), same, opening);
            } else {
                mates.put(fact.id(), corrected(was, each, fact));
            }
        }
        opening.open();
    }

    /** Cases that open together, each with the report that it is of; and what is known of the reports so far. */
    private final class Opening {
        private final Map<FactId, Report> mates;
        private final Limits.Day day = limits.today();
        private final Map<Report, NewCase> waiting = new LinkedHashMap<>();

        Opening(Map<FactId, Report> mates) {
            this.mates = mates;
        }

        void note(Report report, NewCase its) {
            waiting.put(report, its);
            day.opened(report.matter());
        }

        /** The reports that are of the same matter as one, with their cases. */
        Stream<Report> mates(FactId of, List<Set<FactId>> same) {
            Set<FactId> others = same.stream()
                    .filter(each -> each.contains(of))
                    .flatMap(Collection::stream)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (waiting.keySet().stream().anyMatch(each -> others.contains(each.fact()))) {
                open();
            }
            return others.stream().flatMap(each -> Optional.ofNullable(mates.get(each)).stream());
        }

        void open() {
            List<Report> opened = opened(waiting);
            reports.add(opened);
            opened.forEach(each -> mates.put(each.fact(), each));
            waiting.clear();
        }
    }

    /** In the same order, with their cases. */
    private List<Report> opened(Map<Report, NewCase> asked) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Case> opened = cases.open(List.copyOf(asked.values()));
        List<Report> all = new ArrayList<>();
        for (Report each : asked.keySet()) {
            all.add(in(each, opened.get(all.size()).id()));
        }
        return all;
    }

    private static FactId reported(Answered each) {
        return Objects.requireNonNull(each.fact());
    }

    /** Whatever its correction says: what one process began stays with it. */
    private static String identity(String source, String reference) {
        return source + "\n" + reference;
    }

    private void added(Answered answered, Fact fact, Subject subject, List<Set<FactId>> same, Opening opening) {
        Report report = report(answered, fact);
        Optional<Case> mate = opening.mates(fact.id(), same)
                .flatMap(each -> Optional.ofNullable(each.of()).stream())
                .distinct()
                .map(cases::get)
                .filter(OpenCases::isHandled)
                .filter(each -> takes(each, report, answered.opens()))
                .findFirst();
        if (mate.isPresent()) {
            subjects.lock(List.of(mate.get().subject()));
            Case of = cases.get(mate.get().id());
            Report joined = in(report, of.id());
            reports.add(List.of(joined));
            opening.mates.put(fact.id(), joined);
            trail.addOfProgram(of.id(), "joined", said(joined));
            raise(of, joined, answered.opens());
        } else if (!answered.opens().neverWaits().contains(report.grade()) && opening.day.isFull(report.matter())) {
            reports.add(List.of(report));
            opening.mates.put(fact.id(), report);
        } else {
            opening.note(report, fresh(report, answered.procedure(), subject));
        }
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

    /** A case of another matter takes what is no more urgent than itself; what is more urgent is a case of its own. */
    private boolean takes(Case of, Report report, Procedure.Opens opens) {
        if (of.matter().equals(report.matter())) {
            return true;
        }
        RuleSet grading = decisions.ruleSet(opens.ruleSet());
        String held = Values.of(of).path(Values.GRADE).asText("");
        return !held.isEmpty()
                && !report.grade().isEmpty()
                && grading.grade(held).rank() >= grading.grade(report.grade()).rank();
    }

    private NewCase fresh(Report report, Procedure procedure, Subject subject) {
        ObjectNode details = json.createObjectNode();
        details.putObject(Values.ABOUT)
                .put(Values.KIND, report.kind())
                .put(Values.CATEGORY, report.category())
                .put("fact", String.valueOf(report.fact().value()));
        ObjectNode values = details.putObject(Values.VALUES);
        values.put(Values.GRADE, report.grade());
        values.setAll((ObjectNode) report.keeps());
        return new NewCase(
                report.matter(),
                subject,
                "report/" + report.id(),
                null,
                false,
                details,
                List.of(),
                details,
                null,
                procedure.process());
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

    /** What turns out to be more urgent begins anew at the level for that, at once; squads are there already. */
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
        boolean onALevel = values.remove("level") != null;
        cases.change(of, of.dueOn(), details);
        trail.addOfProgram(of.id(), "raised", said(report));
        if (onALevel) {
            cases.tell(of.id(), "raised");
        }
    }

    @Override
    public boolean openWaiting(Procedure procedure, String matter) {
        Limits.Day day = limits.today();
        List<Report> waiting = reports.waiting(matter, CHUNK);
        Map<SubjectId, Subject> about =
                subjects.find(waiting.stream().map(Report::subject).collect(Collectors.toSet()));
        subjects.lock(about.keySet());
        Map<Report, NewCase> opening = new LinkedHashMap<>();
        for (Report each : waiting) {
            if (day.isFull(each.matter())) {
                break;
            }
            opening.put(each, fresh(each, procedure, Objects.requireNonNull(about.get(each.subject()))));
            day.opened(each.matter());
        }
        reports.belong(opened(opening));
        return opening.size() == CHUNK;
    }
}
