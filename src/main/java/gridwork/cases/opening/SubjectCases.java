package gridwork.cases.opening;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.NewCase;
import gridwork.cases.ledger.Quotas;
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
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
    private final Quotas quotas;
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
            Quotas quotas,
            StreetClock clock) {
        this.book = book;
        this.waiting = waiting;
        this.limits = limits;
        this.procedures = procedures;
        this.matters = matters;
        this.subjects = subjects;
        this.facts = facts;
        this.reasons = reasons;
        this.quotas = quotas;
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
        openAsked(asked, day);
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

    private void openAsked(List<Answered> asked, Limits.Day day) {
        Map<Key, CaseId> there = underWay(asked.stream().map(Answered::subject).collect(Collectors.toSet()));
        Map<Key, Wanted> opening = new LinkedHashMap<>();
        List<Answered> again = new ArrayList<>();
        Map<String, Boolean> queues = new HashMap<>();
        IdentityHashMap<Answered, Wanted> all = new IdentityHashMap<>();
        asked.forEach(each -> all.put(each, wanted(each)));
        IdentityHashMap<Wanted, Quotas.Full> full = full(asked.stream()
                .map(each -> Objects.requireNonNull(all.get(each)))
                .toList());
        Set<Wanted> over = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Answered each : asked) {
            String matter = each.opens().matter();
            Key key = new Key(each.subject(), matter);
            if (there.containsKey(key) || opening.containsKey(key)) {
                again.add(each);
                continue;
            }
            Wanted wanted = Objects.requireNonNull(all.get(each));
            boolean may = each.opens().neverWaits().contains(each.answer().result());
            if (!may && full.containsKey(wanted)) {
                waiting.put(wanted);
                over.add(wanted);
                LOG.info(
                        "{} of subject {} would go over a quota",
                        matter,
                        each.subject().value());
            } else if (!may && (day.isFull(matter) || queues.computeIfAbsent(matter, waiting::any))) {
                waiting.of(matter, List.of(each.subject()))
                        .forEach(earlier -> Reasons.before(
                                wanted.details(), earlier.wanted().details()));
                waiting.put(wanted);
                queues.put(matter, true);
                LOG.info("{} of subject {} waits", matter, each.subject().value());
            } else {
                opening.put(key, wanted);
                day.opened(matter);
            }
        }
        hold(over, full);
        List<CaseId> opened = opened(List.copyOf(opening.values()));
        int next = 0;
        for (Key each : opening.keySet()) {
            there.put(each, opened.get(next++));
        }
        again.forEach(each -> again(
                Objects.requireNonNull(
                        there.get(new Key(each.subject(), each.opens().matter()))),
                each));
    }

    private record Key(SubjectId subject, String matter) {}

    private Wanted wanted(Answered answered) {
        ObjectNode details = book.details();
        String departments = answered.opens().departments();
        if (departments != null && answered.answer().values().get(departments) instanceof List<?> named) {
            ArrayNode all = details.putArray(DEPARTMENTS);
            named.forEach(each -> all.add(Objects.toString(each)));
        }
        reasons.add(details, answered);
        return new Wanted(
                answered.opens().matter(),
                answered.subject(),
                "decision/" + answered.decision().value(),
                null,
                "",
                details);
    }

    private void hold(Set<Wanted> over, IdentityHashMap<Wanted, Quotas.Full> full) {
        if (over.isEmpty()) {
            return;
        }
        Map<Key, Wanted> held = new HashMap<>();
        over.forEach(each -> held.put(new Key(each.subject(), each.matter()), each));
        Map<Long, String> rows = new LinkedHashMap<>();
        over.stream()
                .collect(Collectors.groupingBy(Wanted::matter))
                .forEach((matter, those) -> waiting.of(
                                matter, those.stream().map(Wanted::subject).toList())
                        .forEach(each -> {
                            Wanted its = Objects.requireNonNull(
                                    held.get(new Key(each.wanted().subject(), matter)));
                            if (its.kind().equals(each.wanted().kind())) {
                                rows.put(
                                        each.id(),
                                        Objects.requireNonNull(full.get(its)).department());
                            }
                        }));
        waiting.hold(rows, clock.today());
    }

    /** Those among them that would go over a quota; one query. */
    private IdentityHashMap<Wanted, Quotas.Full> full(Collection<Wanted> asked) {
        Map<Quotas.Visit, Wanted> visits = new LinkedHashMap<>();
        Map<String, LocalDate> usual = new HashMap<>();
        for (Wanted each : asked) {
            visits.put(
                    new Quotas.Visit(each.subject(), each.matter(), each.cause(), each.details(), doneBy(each, usual)),
                    each);
        }
        IdentityHashMap<Wanted, Quotas.Full> full = new IdentityHashMap<>();
        quotas.over(visits.keySet()).forEach((visit, why) -> full.put(Objects.requireNonNull(visits.get(visit)), why));
        return full;
    }

    /** As the ledger will count it: the day that it is wanted by, else as the catalogue limits it. */
    private LocalDate doneBy(Wanted wanted, Map<String, LocalDate> usual) {
        LocalDate day =
                wanted.dueOn() != null ? wanted.dueOn() : usual.computeIfAbsent(wanted.matter(), this::lastDayOfToday);
        return day.isBefore(clock.today()) ? clock.today() : day;
    }

    private LocalDate lastDayOfToday(String matter) {
        return matters.find(matter)
                .map(Matter::process)
                .flatMap(procedures::of)
                .map(Procedure::begins)
                .map(begins -> book.lastDay(matter, begins.clock()))
                .orElse(clock.today());
    }

    /** What comes up while its case is open joins it. */
    private void again(CaseId there, Answered answered) {
        if (answered.news().isEmpty()) {
            String decision = String.valueOf(answered.decision().value());
            book.trail(there, null, "asked-again", book.details().put("decision", decision));
            return;
        }
        Case of = book.get(there);
        ObjectNode details = of.details().deepCopy();
        reasons.add(details, answered).forEach(each -> book.trail(of.id(), null, Reasons.JOINED, each));
        book.change(of, of.dueOn(), details);
    }

    /** The oldest open case of each subject and matter; the parts of others are none. */
    private Map<Key, CaseId> underWay(Collection<SubjectId> about) {
        Map<Key, CaseId> there = new HashMap<>();
        book.allOpen(about).values().stream()
                .flatMap(List::stream)
                .filter(each -> each.parent() == null)
                .forEach(each -> there.putIfAbsent(new Key(each.subject(), each.matter()), each.id()));
        return there;
    }

    /** Those among them of which a case of a matter is open. */
    public Set<SubjectId> underWay(Collection<SubjectId> about, String matter) {
        return underWay(about).keySet().stream()
                .filter(each -> each.matter().equals(matter))
                .map(Key::subject)
                .collect(Collectors.toSet());
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
        limits.today().opened(asked.matter());
        return opened(List.of(asked)).get(0);
    }

    /** The same for several that the day has counted; one of a subject and matter. In the order asked for. */
    private List<CaseId> opened(List<Wanted> asked) {
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<SubjectId, Subject> about =
                subjects.find(asked.stream().map(Wanted::subject).collect(Collectors.toSet()));
        Map<Key, List<WaitingCases.Waiting>> waited = new HashMap<>();
        asked.stream()
                .collect(Collectors.groupingBy(Wanted::matter, Collectors.mapping(Wanted::subject, Collectors.toSet())))
                .forEach((matter, those) -> waiting.of(matter, those)
                        .forEach(each -> waited.computeIfAbsent(
                                        new Key(each.wanted().subject(), matter), none -> new ArrayList<>())
                                .add(each)));
        List<List<Wanted>> joined = new ArrayList<>();
        List<NewCase> news = new ArrayList<>();
        for (Wanted each : asked) {
            List<Wanted> all = new ArrayList<>(List.of(each));
            waited.getOrDefault(new Key(each.subject(), each.matter()), List.of()).stream()
                    .map(WaitingCases.Waiting::wanted)
                    .filter(other -> !other.kind().equals(each.kind()))
                    .forEach(all::add);
            joined.add(all);
            news.add(fresh(all.stream().reduce(Wanted::with).orElse(each), all, about.get(each.subject())));
        }
        List<CaseId> opened = book.open(news).stream().map(Case::id).toList();
        for (int i = 0; i < opened.size(); i++) {
            for (Wanted other : joined.get(i).subList(1, joined.get(i).size())) {
                book.trail(opened.get(i), null, "asked-again", book.details().put("cause", other.cause()));
            }
        }
        waiting.remove(waited.values().stream()
                .flatMap(List::stream)
                .map(WaitingCases.Waiting::id)
                .toList());
        return opened;
    }

    /** @param all what it is opened for; the first is its cause */
    private NewCase fresh(Wanted wanted, List<Wanted> all, @Nullable Subject subject) {
        Matter matter = matters.matter(wanted.matter());
        Procedure procedure = Optional.ofNullable(matter.process())
                .flatMap(procedures::of)
                .orElseThrow(() -> new IllegalArgumentException("process " + matter.process() + " opens no cases"));
        if (subject == null) {
            throw new Refused("subject-unknown", wanted.subject().value());
        }
        if (!subject.openOn(clock.today())) {
            throw new Refused("inspection-subject-closed", subject.name());
        }
        Procedure.Begins begins = procedure.begins();
        LocalDate asked = dueOn(wanted, all, matter, begins);
        LocalDate last = asked == null && begins != null ? book.lastDay(matter.id(), begins.clock()) : asked;
        ObjectNode said = wanted.details().deepCopy();
        said.put("dueOn", String.valueOf(last));
        return new NewCase(
                matter.id(),
                subject,
                wanted.cause(),
                last,
                false,
                wanted.details(),
                List.of(),
                said,
                begins == null ? null : new NewCase.Time(begins.clock(), begins.step(), asked, wanted.why()),
                procedure.process());
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
        List<SubjectId> first = waiting.oldest(matter, CHUNK, clock.today());
        Map<SubjectId, SubjectId> merged = subjects.lock(first);
        Map<SubjectId, Subject> known = subjects.find(first);
        Map<SubjectId, List<WaitingCases.Waiting>> wanted = waiting.of(matter, first).stream()
                .collect(Collectors.groupingBy(
                        each -> each.wanted().subject(), LinkedHashMap::new, Collectors.toList()));
        Set<SubjectId> there = underWay(first, matter);
        IdentityHashMap<Wanted, Quotas.Full> full = full(wanted.values().stream()
                .flatMap(List::stream)
                .map(WaitingCases.Waiting::wanted)
                .toList());
        Limits.Day day = limits.today();
        List<Wanted> opening = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        Map<Long, String> held = new LinkedHashMap<>();
        int looked = 0;
        for (Map.Entry<SubjectId, List<WaitingCases.Waiting>> each : wanted.entrySet()) {
            Subject subject = Objects.requireNonNull(known.get(each.getKey()));
            SubjectId into = merged.get(subject.id());
            if (into != null) {
                each.getValue().forEach(one -> waitsFor(into, one.wanted()));
            } else if (!subject.openOn(clock.today()) || there.contains(subject.id())) {
                LOG.info(
                        "{} of subject {} waits no longer", matter, subject.id().value());
            } else if (each.getValue().stream().allMatch(one -> full.containsKey(one.wanted()))) {
                each.getValue()
                        .forEach(one -> held.put(
                                one.id(),
                                Objects.requireNonNull(full.get(one.wanted())).department()));
                looked++;
                continue;
            } else if (day.isFull(matter)) {
                break;
            } else {
                opening.add(each.getValue().stream()
                        .map(WaitingCases.Waiting::wanted)
                        .filter(one -> !full.containsKey(one))
                        .findFirst()
                        .orElseThrow());
                day.opened(matter);
            }
            looked++;
            each.getValue().forEach(one -> done.add(one.id()));
        }
        opened(opening);
        waiting.remove(done);
        waiting.hold(held, clock.today());
        return looked == CHUNK || !merged.isEmpty();
    }

    /**
     * Somebody gives a reason for going over a quota: what waits is opened at once, with all that waits of its matter.
     *
     * @param id of what waits, for this subject
     */
    public CaseId openOver(long id, SubjectId subject, String reason, OfficerId by) {
        subjects.lock(List.of(subject));
        WaitingCases.Held held = waiting.held(subject).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refused("over-quota-gone"));
        Wanted wanted = held.wanted();
        if (!underWay(List.of(subject), wanted.matter()).isEmpty()) {
            throw new Refused("over-quota-gone");
        }
        Quotas.Full full = full(List.of(wanted)).get(wanted);
        ObjectNode over = wanted.details()
                .putObject(Quotas.OVER)
                .put("by", by.value())
                .put("reason", reason)
                .put("at", clock.now().toString())
                .put("department", held.by());
        if (full != null) {
            over.put("quota", full.quota()).put("there", full.there()).put("row", full.row());
        }
        CaseId opened = open(wanted);
        book.trail(opened, by.value(), "over-quota", over.deepCopy());
        book.milestone(book.get(opened), "over-quota", Map.of("department", held.by(), "reason", reason));
        LOG.info("case {} goes over a quota, by {}", opened.value(), by.value());
        return opened;
    }

    /** What was wanted for an entry of the register is wanted for the one that it was found to be. */
    private void waitsFor(SubjectId into, Wanted wanted) {
        if (underWay(List.of(into), wanted.matter()).isEmpty()
                && waiting.of(wanted.matter(), List.of(into)).stream()
                        .noneMatch(each -> each.wanted().kind().equals(wanted.kind()))) {
            waiting.put(
                    new Wanted(wanted.matter(), into, wanted.cause(), wanted.dueOn(), wanted.why(), wanted.details()));
        }
    }
}
