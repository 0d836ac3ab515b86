package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.SubjectSelection;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.Question;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import gridwork.rules.SourceTree;
import gridwork.rules.WhyNot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decisions from the facts and the release in force. */
@Component
class FactDecisions implements Decisions {
    private static final int READ_CHUNK = 500;

    private final Subjects subjects;
    private final Facts facts;
    private final KnownReleases releases;
    private final Deciding deciding;
    private final Answering answering;
    private final BulkDecisions bulk;
    private final Replaying replaying;
    private final Course course;
    private final Standings standings;
    private final DecisionLog log;
    private final StreetClock clock;

    FactDecisions(
            Subjects subjects,
            Facts facts,
            KnownReleases releases,
            Deciding deciding,
            Answering answering,
            BulkDecisions bulk,
            Replaying replaying,
            Course course,
            Standings standings,
            DecisionLog log,
            StreetClock clock) {
        this.subjects = subjects;
        this.facts = facts;
        this.releases = releases;
        this.deciding = deciding;
        this.answering = answering;
        this.bulk = bulk;
        this.replaying = replaying;
        this.course = course;
        this.standings = standings;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Explanation explain(SubjectRef ref, String ruleSet, LocalDate asOf, Instant knownAt) {
        Subject subject = subjects.find(ref).orElseThrow(() -> new Refused("subject-unknown", ref));
        return explain(subject, releases.on(asOf), ruleSet, asOf, knownAt);
    }

    @Override
    public Explanation explain(LoggedDecision logged) {
        Subject subject = subjects.find(logged.subject()).orElseThrow();
        Release release = releases.numbered(logged.release());
        List<Fact> seen = facts.find(logged.facts());
        if (logged.askedBy() != null) {
            RuleSet asked = release.ruleSet(logged.ruleSet());
            Evaluation again = answering.askedAgain(asked, release, subject, seen, logged.asOf(), logged.given());
            return answered(
                    subject, release, asked, logged.asOf(), logged.knownAt(), null, seen, logged.given(), again);
        }
        if (logged.fact() == null) {
            RuleSet asked = ruleSet(release, logged.ruleSet(), subject.ref().kind());
            return explain(subject, release, asked, logged.asOf(), logged.knownAt(), seen);
        }
        Fact about = seen.stream()
                .filter(each -> each.id().equals(logged.fact()))
                .findFirst()
                .orElseThrow();
        RuleSet asked = answers(release, logged.ruleSet(), subject, about);
        Evaluation again = answering.again(asked, release, subject, about, seen, logged.asOf(), logged.given());
        return answered(subject, release, asked, logged.asOf(), logged.knownAt(), about, seen, logged.given(), again);
    }

    @Override
    public Explanation explain(FactId fact, String ruleSet, LocalDate asOf, Instant knownAt) {
        Fact about = facts.find(List.of(fact)).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("fact-unknown", String.valueOf(fact.value())));
        Subject subject = subjects.find(about.subject()).orElseThrow();
        Release release = releases.on(asOf);
        RuleSet asked = answers(release, ruleSet, subject, about);
        List<Fact> seen = seen(release, asked, about, asOf, knownAt);
        boolean open = subjects.isOpen(subject.id(), asOf, knownAt);
        Answering.Answer answer = answering.answer(asked, release, subject, open, about, seen, asOf);
        return answered(subject, release, asked, asOf, knownAt, about, seen, answer.given(), answer.evaluation());
    }

    private List<Fact> seen(Release release, RuleSet asked, Fact about, LocalDate asOf, Instant knownAt) {
        LocalDate before = about.occurredOn().minusDays(1);
        return deciding.seenFrom(
                        Answering.withGivers(List.of(asked), release),
                        List.of(about.subject()),
                        before.isBefore(asOf) ? before : asOf,
                        asOf,
                        knownAt)
                .getOrDefault(about.subject(), List.of());
    }

    private Explanation answered(
            Subject subject,
            Release release,
            RuleSet asked,
            LocalDate asOf,
            Instant knownAt,
            @Nullable Fact about,
            List<Fact> seen,
            Map<String, Object> given,
            Evaluation evaluation) {
        List<WhyNot> whyNot = evaluation.missing().isEmpty()
                ? asked.whyNot(answering.question(asked, subject, about, seen, asOf, given))
                : List.of();
        return new Explanation(
                subject,
                release,
                asked,
                asOf,
                knownAt,
                !evaluation.missing().contains(Answering.CLOSED),
                evaluation,
                those(seen, new HashSet<>(evaluation.facts())),
                whyNot,
                Map.of(),
                about);
    }

    private static RuleSet answers(Release release, String id, Subject subject, Fact about) {
        return release.find(id)
                .filter(each -> each.answers(about.kind(), subject.ref().kind()))
                .orElseThrow(() -> new Refused("rule-set-unknown", id, about.kind()));
    }

    @Override
    public Map<FactId, List<LoggedDecision>> answers(Collection<FactId> to) {
        return log.to(to).stream().collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.fact())));
    }

    @Override
    public List<LoggedDecision> askedBy(SubjectId subject, DecisionId decision) {
        return log.askedBy(subject, decision);
    }

    private Explanation explain(Subject subject, Release release, String ruleSet, LocalDate asOf, Instant knownAt) {
        RuleSet asked = ruleSet(release, ruleSet, subject.ref().kind());
        List<Fact> seen = deciding.seen(List.of(asked), List.of(subject.id()), asOf, knownAt)
                .getOrDefault(subject.id(), List.of());
        return explain(subject, release, asked, asOf, knownAt, seen);
    }

    private Explanation explain(
            Subject subject, Release release, RuleSet asked, LocalDate asOf, Instant knownAt, List<Fact> seen) {
        Question question = Deciding.question(asked, subject.ref().kind(), seen, asOf);
        Evaluation evaluation = asked.evaluate(question);
        List<WhyNot> whyNot = asked.whyNot(question);
        Map<WhyNot, List<Fact>> leaving = new LinkedHashMap<>();
        for (WhyNot each : whyNot) {
            if (each.byTimeAlone()) {
                leaving.put(each, leaving(asked, question, each.on(), seen));
            }
        }
        return new Explanation(
                subject,
                release,
                asked,
                asOf,
                knownAt,
                subjects.isOpen(subject.id(), asOf, knownAt),
                evaluation,
                those(seen, new HashSet<>(evaluation.facts())),
                whyNot,
                leaving,
                null);
    }

    /** The facts that count on the day before and do not count on the day. */
    private static List<Fact> leaving(RuleSet ruleSet, Question question, LocalDate day, List<Fact> seen) {
        List<Evaluation> both = ruleSet.evaluate(List.of(question.on(day.minusDays(1)), question.on(day)));
        Set<Long> gone = both.get(0).weighed();
        gone.removeAll(both.get(1).weighed());
        return those(seen, gone);
    }

    private static List<Fact> those(List<Fact> seen, Set<Long> ids) {
        return seen.stream()
                .filter(each -> ids.contains(each.id().value()))
                .sorted(Comparator.comparing(Fact::occurredAt)
                        .thenComparing(each -> each.id().value())
                        .reversed())
                .toList();
    }

    private static RuleSet ruleSet(Release release, String id, String subjectKind) {
        return release.find(id)
                .filter(each -> each.subjectKinds().contains(subjectKind))
                .orElseThrow(() -> new Refused("rule-set-unknown", id, subjectKind));
    }

    @Override
    public List<String> ruleSetsFor(String subjectKind) {
        return releases.on(clock.today()).ruleSets().stream()
                .filter(each -> each.subjectKinds().contains(subjectKind))
                .map(RuleSet::id)
                .toList();
    }

    @Override
    public RuleSet ruleSet(String id) {
        return releases.on(clock.today()).find(id).orElseThrow(() -> new Refused("rule-set-unknown", id, ""));
    }

    @Override
    public RuleSet ruleSet(LoggedDecision logged) {
        return releases.numbered(logged.release()).ruleSet(logged.ruleSet());
    }

    @Override
    public Release release(LocalDate on) {
        return releases.on(on);
    }

    @Override
    public SourceTree source(LocalDate on) {
        return releases.source(releases.on(on).number());
    }

    @Override
    public Map<SubjectId, Evaluation> evaluate(
            String ruleSet, Collection<SubjectId> asked, LocalDate asOf, Instant knownAt) {
        RuleSet rules = releases.on(asOf).ruleSet(ruleSet);
        List<SubjectId> all = new ArrayList<>(asked);
        Map<SubjectId, Evaluation> answers = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += READ_CHUNK) {
            List<SubjectId> chunk = all.subList(from, Math.min(all.size(), from + READ_CHUNK));
            Map<SubjectId, List<Fact>> seen = deciding.seen(List.of(rules), chunk, asOf, knownAt);
            Map<SubjectId, Subject> whom = rules.subjectKinds().size() > 1 ? subjects.find(chunk) : Map.of();
            List<Evaluation> its = rules.evaluate(chunk.stream()
                    .map(each -> {
                        Subject subject = whom.get(each);
                        String kind = subject == null
                                ? rules.subjectKind()
                                : subject.ref().kind();
                        return Deciding.question(rules, kind, seen.getOrDefault(each, List.of()), asOf);
                    })
                    .toList());
            for (int i = 0; i < chunk.size(); i++) {
                answers.put(chunk.get(i), its.get(i));
            }
        }
        return answers;
    }

    @Override
    public Evaluation ask(String ruleSet, Map<String, Object> given, LocalDate on) {
        return releases.on(on).ruleSet(ruleSet).evaluate(new Question(on, List.of(), given));
    }

    @Override
    public Redecided redecide(Set<String> ruleSets, LocalDate asOf, boolean history, Progress progress) {
        mustHaveCome(asOf);
        releases.lookAgain();
        Release release = releases.on(asOf);
        for (String each : ruleSets) {
            if (release.find(each)
                    .filter(found -> !found.subjectKinds().isEmpty())
                    .isEmpty()) {
                throw new Refused("rule-set-unknown", each, "");
            }
        }
        return bulk.all(release, ruleSets, asOf, history, progress);
    }

    @Override
    public Replayed replay(
            LocalDate from, LocalDate to, Set<String> ruleSets, Collection<SubjectId> only, Progress progress) {
        mustHaveCome(to);
        releases.lookAgain();
        Release release = releases.on(to);
        for (String each : ruleSets) {
            if (release.find(each).isEmpty()) {
                throw new Refused("rule-set-unknown", each, "");
            }
        }
        return replaying.run(new Replaying.Asked(from, to, ruleSets, only), progress);
    }

    private void mustHaveCome(LocalDate day) {
        if (day.isAfter(clock.today())) {
            throw new Refused("decide-future", day);
        }
    }

    @Override
    public Optional<Standing> standing(SubjectId subject, String ruleSet) {
        return Optional.ofNullable(standings(ruleSet, List.of(subject)).get(subject));
    }

    @Override
    public Map<SubjectId, Standing> standings(String ruleSet, Collection<SubjectId> asked) {
        List<SubjectId> all = new ArrayList<>(asked);
        Map<SubjectId, Standing> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += READ_CHUNK) {
            for (Standings.Row each : standings.of(all.subList(from, Math.min(all.size(), from + READ_CHUNK)))) {
                if (each.standing().ruleSet().equals(ruleSet)) {
                    found.put(each.standing().subject(), each.standing());
                }
            }
        }
        return found;
    }

    @Override
    public SubjectSelection standingAt(String ruleSet, String result) {
        return Standings.at(ruleSet, result);
    }

    @Override
    public SubjectSelection changedSince(String ruleSet, LocalDate day) {
        return Standings.changedSince(ruleSet, day);
    }

    @Override
    public SubjectSelection holding(String ruleSet, String item) {
        return Standings.holding(ruleSet, item);
    }

    @Override
    public Map<SubjectId, List<StandingItem>> itemsOf(String ruleSet, Collection<SubjectId> asked) {
        List<SubjectId> all = new ArrayList<>(asked);
        Map<SubjectId, List<StandingItem>> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += READ_CHUNK) {
            for (Standings.Row each : standings.of(all.subList(from, Math.min(all.size(), from + READ_CHUNK)))) {
                if (each.standing().ruleSet().equals(ruleSet)) {
                    found.put(
                            each.standing().subject(),
                            each.items().values().stream()
                                    .filter(StandingItem::isOpen)
                                    .toList());
                }
            }
        }
        return found;
    }

    @Override
    public List<Span> course(SubjectId subject, String ruleSet, LocalDate from, LocalDate to, Instant knownAt) {
        return course.of(subjects.find(subject).orElseThrow(), ruleSet, from, to, knownAt);
    }

    @Override
    public List<LoggedDecision> history(SubjectId subject, String ruleSet, int size) {
        return log.of(subject, ruleSet, size);
    }

    @Override
    public Optional<LoggedDecision> find(DecisionId id) {
        return log.find(id);
    }

    @Override
    public Map<DecisionId, LoggedDecision> find(Collection<DecisionId> ids) {
        return log.find(ids).stream().collect(Collectors.toMap(LoggedDecision::id, Function.identity()));
    }
}
