package gridwork.cases.opening;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Cases of which a subject has one open at a time, however often the rules say so. */
@Component
public class SubjectCases implements Opener {
    /** Who goes, by their areas' ids: what a case keeps; absent = as the catalogue says. */
    public static final String DEPARTMENTS = "departments";

    /** The due checks that a case stands for: what it keeps; absent = none. */
    public static final String MERGED = "merged";

    private static final Logger LOG = LoggerFactory.getLogger(SubjectCases.class);
    private static final int CHUNK = 50;
    private final CaseBook book;
    private final WaitingCases waiting;
    private final Limits limits;
    private final Procedures procedures;
    private final Matters matters;
    private final Subjects subjects;
    private final Facts facts;
    private final Reasons reasons;
    private final StreetClock clock;

    SubjectCases(
            CaseBook book,
            WaitingCases waiting,
            Limits limits,
            Procedures procedures,
            Matters matters,
            Subjects subjects,
            Facts facts,
            Reasons reasons,
            StreetClock clock) {
        this.book = book;
        this.waiting = waiting;
        this.limits = limits;
        this.procedures = procedures;
        this.matters = matters;
        this.subjects = subjects;
        this.facts = facts;
        this.reasons = reasons;
        this.clock = clock;
    }

    @Override
    public Procedure.Per per() {
        return Procedure.Per.SUBJECT;
    }

    @Override
    public void open(List<Answered> answered, List<Set<FactId>> same) {
        if (answered.isEmpty()) {
            return;
        }
        Map<FactId, Fact> told = facts
                .find(answered.stream()
                        .filter(each -> !each.opens().kinds().isEmpty())
                        .flatMap(each -> Optional.ofNullable(each.fact()).stream())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Fact::id, each -> each));
        Map<SubjectId, Subject> about =
                subjects.find(answered.stream().map(Answered::subject).collect(Collectors.toSet()));
        List<Answered> asked = answered.stream()
                .filter(each -> isAsked(each, told))
                .filter(each -> isThere(about.get(each.subject())))
                .filter(each -> matters.find(each.opens().matter()).isPresent())
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        // subjects before the day's rows, like everybody
        subjects.lock(asked.stream().map(Answered::subject).collect(Collectors.toSet()));
        Limits.Day day = limits.today();
        day.lock(asked.stream().map(each -> each.opens().matter()).collect(Collectors.toSet()));
        asked.forEach(each -> open(each, day));
    }

    /** What has closed is not visited any more. */
    private boolean isThere(@Nullable Subject subject) {
        return subject != null && subject.openOn(clock.today());
    }

    private static boolean isAsked(Answered each, Map<FactId, Fact> told) {
        if (each.opens().kinds().isEmpty()) {
            return true;
        }
        Fact fact = each.fact() == null ? null : told.get(each.fact());
        return fact != null && each.opens().kinds().contains(fact.kind());
    }

    private void open(Answered answered, Limits.Day day) {
        String matter = answered.opens().matter();
        String decision = String.valueOf(answered.decision().value());
        Optional<Case> there = underWay(answered.subject(), matter);
        if (there.isPresent()) {
            again(there.get(), answered);
            return;
        }
        ObjectNode details = book.details();
        String departments = answered.opens().departments();
        if (departments != null && answered.answer().values().get(departments) instanceof List<?> named) {
            ArrayNode all = details.putArray(DEPARTMENTS);
            named.forEach(each -> all.add(Objects.toString(each)));
        }
        reasons.add(details, answered);
        var wanted = new Wanted(matter, answered.subject(), "decision/" + decision, null, "", details);
        boolean waits =
                !answered.opens().neverWaits().contains(answered.answer().result())
                        && (day.isFull(matter) || waiting.any(matter));
        if (waits) {
            waiting.of(matter, List.of(answered.subject()))
                    .forEach(each -> Reasons.before(details, each.wanted().details()));
            waiting.put(wanted);
            LOG.info("{} of subject {} waits", matter, answered.subject().value());
        } else {
            open(wanted);
        }
    }

    /** What comes up while its case is open joins it. */
    private void again(Case there, Answered answered) {
        if (answered.news().isEmpty()) {
            String decision = String.valueOf(answered.decision().value());
            book.trail(there.id(), null, "asked-again", book.details().put("decision", decision));
            return;
        }
        Case of = book.get(there.id());
        ObjectNode details = of.details().deepCopy();
        reasons.add(details, answered).forEach(each -> book.trail(of.id(), null, Reasons.JOINED, each));
        book.change(of, of.dueOn(), details);
    }

    /** The open one of a subject, if any; the parts of others are none. */
    public Optional<Case> underWay(SubjectId subject, String matter) {
        return book.open(subject).stream()
                .filter(each -> each.parent() == null && each.matter().equals(matter))
                .findFirst();
    }

    /** It is opened in its turn, at the earliest with the next {@link #openWaiting}; once for a cause. */
    public void queue(Wanted wanted) {
        if (book.find(wanted.subject(), wanted.matter(), wanted.cause()).isEmpty()) {
            waiting.put(wanted);
        }
    }

    /** They are not wanted any more for causes that begin like this. */
    public void leave(String matter, Collection<SubjectId> those, String cause) {
        waiting.remove(waiting.of(matter, those).stream()
                .filter(each -> each.wanted().cause().startsWith(cause))
                .map(WaitingCases.Waiting::id)
                .toList());
    }

    /** Opens at once, whatever the limit of the day, for all that waits of its matter; within the subject's lock. */
    public CaseId open(Wanted asked) {
        List<WaitingCases.Waiting> waited = waiting.of(asked.matter(), List.of(asked.subject()));
        List<Wanted> all = new ArrayList<>(List.of(asked));
        waited.stream()
                .map(WaitingCases.Waiting::wanted)
                .filter(each -> !each.kind().equals(asked.kind()))
                .forEach(all::add);
        CaseId opened = open(all.stream().reduce(Wanted::with).orElse(asked), all);
        waiting.remove(waited.stream().map(WaitingCases.Waiting::id).toList());
        return opened;
    }

    /** @param all what it is opened for; the first is its cause */
    private CaseId open(Wanted wanted, List<Wanted> all) {
        Matter matter = matters.matter(wanted.matter());
        Procedure procedure = Optional.ofNullable(matter.process())
                .flatMap(procedures::of)
                .orElseThrow(() -> new IllegalArgumentException("process " + matter.process() + " opens no cases"));
        Subject subject = subjects.find(wanted.subject())
                .orElseThrow(
                        () -> new Refused("subject-unknown", wanted.subject().value()));
        if (!subject.openOn(clock.today())) {
            throw new Refused("inspection-subject-closed", subject.name());
        }
        Procedure.Begins begins = procedure.begins();
        LocalDate asked = dueOn(wanted, all, matter, begins);
        LocalDate last = asked == null && begins != null ? book.lastDay(matter.id(), begins.clock()) : asked;
        Case opened =
                book.add(matter.id(), wanted.subject(), subject.area(), wanted.cause(), null, last, wanted.details());
        ObjectNode said = wanted.details().deepCopy();
        said.put("dueOn", String.valueOf(last));
        book.trail(opened.id(), null, "opened", said);
        book.milestone(opened, "case-opened", last == null ? Map.of() : Map.of("dueOn", last.toString()));
        if (begins != null && asked == null) {
            book.within(opened, begins.clock(), begins.step());
        } else if (begins != null && asked != null) {
            book.until(opened, begins.clock(), begins.step(), asked, wanted.why());
        }
        all.stream()
                .skip(1)
                .forEach(each -> book.trail(
                        opened.id(), null, "asked-again", book.details().put("cause", each.cause())));
        limits.today().opened(matter.id());
        book.start(opened, procedure.process());
        LOG.info(
                "opened {} {} of subject {}",
                matter.id(),
                opened.id().value(),
                wanted.subject().value());
        return opened.id();
    }

    /** The day that it was wanted by; null = as the catalogue limits it, which may be earlier where one of them names no day. */
    private @Nullable LocalDate dueOn(
            Wanted all, Collection<Wanted> each, Matter matter, Procedure.@Nullable Begins begins) {
        LocalDate day = all.dueOn();
        if (day == null || begins == null || each.stream().allMatch(one -> one.dueOn() != null)) {
            return day;
        }
        return book.lastDay(matter.id(), begins.clock()).isBefore(day) ? null : day;
    }

    @Override
    public boolean openWaiting(Procedure procedure, String matter) {
        List<SubjectId> first = waiting.oldest(matter, CHUNK);
        Map<SubjectId, SubjectId> merged = subjects.lock(first);
        Map<SubjectId, Subject> known = subjects.find(first);
        Map<SubjectId, List<WaitingCases.Waiting>> wanted = waiting.of(matter, first).stream()
                .collect(Collectors.groupingBy(
                        each -> each.wanted().subject(), LinkedHashMap::new, Collectors.toList()));
        Limits.Day day = limits.today();
        List<Long> done = new ArrayList<>();
        int looked = 0;
        for (Map.Entry<SubjectId, List<WaitingCases.Waiting>> each : wanted.entrySet()) {
            Subject subject = Objects.requireNonNull(known.get(each.getKey()));
            SubjectId into = merged.get(subject.id());
            if (into != null) {
                each.getValue().forEach(one -> waitsFor(into, one.wanted()));
            } else if (!subject.openOn(clock.today())
                    || underWay(subject.id(), matter).isPresent()) {
                LOG.info(
                        "{} of subject {} waits no longer", matter, subject.id().value());
            } else if (day.isFull(matter)) {
                break;
            } else {
                open(each.getValue().get(0).wanted());
            }
            looked++;
            each.getValue().forEach(one -> done.add(one.id()));
        }
        waiting.remove(done);
        return looked == CHUNK || !merged.isEmpty();
    }

    /** What was wanted for an entry of the register is wanted for the one that it was found to be. */
    private void waitsFor(SubjectId into, Wanted wanted) {
        if (underWay(into, wanted.matter()).isEmpty()
                && waiting.of(wanted.matter(), List.of(into)).stream()
                        .noneMatch(each -> each.wanted().kind().equals(wanted.kind()))) {
            waiting.put(
                    new Wanted(wanted.matter(), into, wanted.cause(), wanted.dueOn(), wanted.why(), wanted.details()));
        }
    }
}
