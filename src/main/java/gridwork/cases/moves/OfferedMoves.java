package gridwork.cases.moves;

import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.cases.TaskContents;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.cases.procedure.Procedures;
import gridwork.cases.worklist.WorkList;
import gridwork.platform.Refused;
import gridwork.street.Acting;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which moves an officer who sees a case has there, by the data beside its process. */
@Component
public class OfferedMoves {
    private final Running running;
    private final Procedures procedures;
    private final Cases cases;
    private final WorkList list;
    private final TaskContents contents;
    private final Officers officers;
    private final Acting acting;
    private final List<Signers> signers;
    private final Copies copies;
    private final Leading leading;
    private final Separable separable;

    OfferedMoves(
            Running running,
            Procedures procedures,
            Cases cases,
            WorkList list,
            TaskContents contents,
            Officers officers,
            Acting acting,
            List<Signers> signers,
            Copies copies,
            Leading leading,
            Separable separable) {
        this.running = running;
        this.procedures = procedures;
        this.cases = cases;
        this.list = list;
        this.contents = contents;
        this.officers = officers;
        this.acting = acting;
        this.signers = signers;
        this.copies = copies;
        this.leading = leading;
        this.separable = separable;
    }

    /**
     * @param task null where it concerns no single task
     * @param step where it may be done; null = the whole case
     * @param name what the process calls the step
     * @param to by what is chosen: a step with the name that the process has for it, an officer with its name, or the number of a
     *     case; of splitting whatever can go over
     */
    public record Offered(
            Moving move,
            @Nullable String task,
            @Nullable String step,
            @Nullable String name,
            Map<String, String> to,
            boolean reason) {
        public String code() {
            return code(move);
        }

        static String code(Moving move) {
            return move.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Nothing but going on where it rests; nothing at all where it is closed or nobody carries it, and for whoever had a hand
     * in what it is about.
     */
    public List<Offered> of(Case of, Officer officer) {
        if (!of.open() || of.bars(officer.id())) {
            return List.of();
        }
        Running.Here here = running.of(of.id()).orElse(null);
        Procedure procedure =
                here == null ? null : procedures.of(here.process()).orElse(null);
        if (here == null || procedure == null || procedure.moves().isEmpty()) {
            return List.of();
        }
        List<OpenTask> tasks = cases.openTasks(of.id());
        Set<String> groups = acting.groups(officer);
        Set<String> own = tasks.stream()
                .filter(each -> isFor(each, officer, groups))
                .map(OpenTask::id)
                .collect(Collectors.toSet());
        List<Offered> all = new ArrayList<>();
        for (Moving kind : EnumSet.allOf(Moving.class)) {
            if (kind == Moving.SUSPEND) {
                find(procedure, kind, null, false, officer)
                        .ifPresent(move -> all.add(new Offered(kind, null, null, null, Map.of(), move.reason())));
            } else if (kind == Moving.MERGE || kind == Moving.SPLIT) {
                joining(of, here, procedure, kind, !own.isEmpty(), officer).ifPresent(all::add);
            } else if (kind == Moving.COPY) {
                copying(of, procedure, !own.isEmpty(), officer).ifPresent(all::add);
            } else if (!of.suspended()) {
                for (OpenTask task : kind == Moving.TAKE_BACK || ofTheStep(kind) ? List.<OpenTask>of() : tasks) {
                    find(procedure, kind, task.step(), own.contains(task.id()), officer)
                            .filter(move -> kind != Moving.REMIND || !own.contains(task.id()))
                            .map(move -> offered(of, here, move, task.step(), task))
                            .filter(OfferedMoves::hasWhereTo)
                            .ifPresent(all::add);
                }
                if (ofTheStep(kind)) {
                    running.steps(here).stream()
                            .distinct()
                            .forEach(step -> tasks.stream()
                                    .filter(task -> task.step().equals(step))
                                    .flatMap(task ->
                                            find(procedure, kind, step, own.contains(task.id()), officer).stream())
                                    .findFirst()
                                    .map(move -> new Offered(
                                            kind,
                                            null,
                                            step,
                                            running.name(here, step).orElse(step),
                                            people(signers(of, here, move, step)),
                                            move.reason()))
                                    .filter(OfferedMoves::hasWhereTo)
                                    .ifPresent(all::add));
                }
                if (kind == Moving.TAKE_BACK) {
                    running.steps(here)
                            .forEach(step -> find(procedure, kind, step, false, officer)
                                    .map(move -> new Offered(
                                            kind,
                                            null,
                                            step,
                                            running.name(here, step).orElse(step),
                                            named(here, undoable(of, here, move, step, officer)),
                                            move.reason()))
                                    .filter(OfferedMoves::hasWhereTo)
                                    .ifPresent(all::add));
                }
                if (kind == Moving.RETURN) {
                    Set<String> asTasks = new LinkedHashSet<>();
                    tasks.forEach(each -> asTasks.add(each.step()));
                    running.steps(here).stream()
                            .filter(step -> !asTasks.contains(step))
                            .forEach(step -> find(procedure, kind, step, false, officer)
                                    .map(move -> offered(of, here, move, step, null))
                                    .filter(OfferedMoves::hasWhereTo)
                                    .ifPresent(all::add));
                }
            }
        }
        return all;
    }

    /** Where it stands at such steps and nowhere else. */
    private Optional<Offered> joining(
            Case of, Running.Here here, Procedure procedure, Moving kind, boolean own, Officer officer) {
        return of.suspended() || of.secret()
                ? Optional.empty()
                : find(procedure, kind, null, own, officer)
                        .filter(move -> move.at().containsAll(running.steps(here)))
                        .map(move -> new Offered(
                                kind,
                                null,
                                null,
                                null,
                                kind == Moving.MERGE ? leading.of(of, move) : separable.of(of),
                                true))
                        .filter(OfferedMoves::hasWhereTo);
    }

    private Optional<Offered> copying(Case of, Procedure procedure, boolean own, Officer officer) {
        return of.secret()
                ? Optional.empty()
                : find(procedure, Moving.COPY, null, own, officer)
                        .map(move -> new Offered(
                                Moving.COPY, null, null, null, people(mayRead(of, move, officer)), move.reason()))
                        .filter(OfferedMoves::hasWhereTo);
    }

    /** Who may be given a case to read and was not yet. */
    List<Officer> mayRead(Case of, Move move, Officer by) {
        List<OfficerId> there = copies.of(of.id());
        return officers.all().stream()
                .filter(Officer::active)
                .filter(each -> move.toRoles().stream().anyMatch(each::has))
                .filter(each -> !each.id().equals(by.id()) && !there.contains(each.id()) && !of.bars(each.id()))
                .sorted(Comparator.comparing(Officer::name)
                        .thenComparing(each -> each.id().value()))
                .toList();
    }

    private static boolean ofTheStep(Moving kind) {
        return kind == Moving.ADD_SIGNER || kind == Moving.REMOVE_SIGNER;
    }

    private static Map<String, String> people(List<Officer> all) {
        Map<String, String> named = new LinkedHashMap<>();
        all.forEach(each -> named.put(each.id().value(), each.name()));
        return named;
    }

    private static boolean hasWhereTo(Offered offered) {
        return offered.move() == Moving.REMIND
                || offered.move() == Moving.SPLIT
                || !offered.to().isEmpty();
    }

    private Offered offered(Case of, Running.Here here, Move move, String step, @Nullable OpenTask task) {
        Map<String, String> to = new LinkedHashMap<>();
        if (move.move() == Moving.RETURN) {
            to.putAll(named(here, earlier(of, here, move, step)));
        } else if (move.move() == Moving.PASS_ON && task != null) {
            to.putAll(people(mayGet(of, move, task)));
        }
        return new Offered(
                move.move(),
                task == null ? null : task.id(),
                step,
                running.name(here, step).orElse(step),
                to,
                move.reason());
    }

    private Map<String, String> named(Running.Here here, List<String> steps) {
        Map<String, String> named = new LinkedHashMap<>();
        steps.forEach(each -> named.put(each, running.name(here, each).orElse(each)));
        return named;
    }

    /** What the officer did last in the case, while nobody has begun with the step where it stands now. */
    List<String> undoable(Case of, Running.Here here, Move move, String step, Officer officer) {
        return list.lastDone(of.id())
                .filter(row -> officer.id().equals(row.endedBy()))
                .map(WorkList.Row::step)
                .filter(each -> move.to().contains(each) && !each.equals(step))
                .filter(each -> running.name(here, each).isPresent())
                .filter(each -> !hasBegun(of, here, step, officer))
                .map(List::of)
                .orElse(List.of());
    }

    private boolean hasBegun(Case of, Running.Here here, String step, Officer officer) {
        return cases.openTasks(of.id()).stream()
                        .filter(each -> each.step().equals(step))
                        .anyMatch(each -> hasBegun(each, officer))
                || running.leaving(here, step, none -> false).below().stream()
                        .anyMatch(below -> !list.stepsEnded(below).isEmpty()
                                || cases.openTasks(below).stream().anyMatch(each -> hasBegun(each, officer)));
    }

    /** Taken on by somebody else, or written in. */
    private boolean hasBegun(OpenTask task, Officer officer) {
        return (task.assignee() != null && !task.assignee().equals(officer.id().value()))
                || contents.find(task.id()).isPresent();
    }

    /** The steps to which it may go back: where the case has been, as far as its version of the process has them. */
    List<String> earlier(Case of, Running.Here here, Move move, String step) {
        Set<String> been = list.stepsEnded(of.id());
        return move.to().stream()
                .filter(each -> !each.equals(step))
                .filter(been::contains)
                .filter(each -> running.name(here, each).isPresent())
                .toList();
    }

    Optional<Signers> signers(Running.Here here) {
        return signers.stream()
                .filter(each -> each.process().equals(here.process()))
                .findFirst();
    }

    /** Who may be added, or taken away, while somebody else still has to sign. */
    List<Officer> signers(Case of, Running.Here here, Move move, String step) {
        Signers its = signers(here).orElse(null);
        List<String> open = its == null ? List.of() : running.doing(here, step);
        if (its == null || open.isEmpty()) {
            return List.of();
        }
        if (move.move() == Moving.REMOVE_SIGNER) {
            Set<OfficerId> added = its.added(of);
            return open.size() < 2
                    ? List.of()
                    : officers.all().stream()
                            .filter(each -> added.contains(each.id()))
                            .filter(each -> open.contains(each.id().value()))
                            .sorted(Comparator.comparing(Officer::name))
                            .toList();
        }
        Set<OfficerId> there = its.of(of);
        Set<OfficerId> away = acting.away();
        return officers.all().stream()
                .filter(Officer::active)
                .filter(each -> move.toRoles().stream().anyMatch(each::has))
                .filter(each -> !there.contains(each.id()) && !away.contains(each.id()))
                .sorted(Comparator.comparing(Officer::name)
                        .thenComparing(each -> each.id().value()))
                .toList();
    }

    /** Whoever may take it on and is at work, and who has it not already. */
    List<Officer> mayGet(Case of, Move move, OpenTask task) {
        Map<OfficerId, Officer> all = new LinkedHashMap<>();
        task.groups().stream()
                .map(Duty::of)
                .flatMap(duty -> officers.with(duty).stream())
                .forEach(each -> all.put(each.id(), each));
        if (!move.toRoles().isEmpty()) {
            officers.all().stream()
                    .filter(Officer::active)
                    .filter(each -> move.toRoles().stream().anyMatch(each::has))
                    .forEach(each -> all.put(each.id(), each));
        }
        Set<OfficerId> away = acting.away();
        return all.values().stream()
                .filter(each -> !away.contains(each.id()) && !of.bars(each.id()))
                .filter(each -> !each.id().value().equals(task.assignee()))
                .sorted(Comparator.comparing(Officer::name)
                        .thenComparing(each -> each.id().value()))
                .toList();
    }

    /** @throws Refused where the data give it to somebody else, or nowhere */
    Move require(Running.Here here, Moving kind, @Nullable String step, @Nullable OpenTask task, Officer officer) {
        return procedures
                .of(here.process())
                .flatMap(procedure -> find(procedure, kind, step, task != null && isFor(task, officer), officer))
                .orElseThrow(() -> new Refused("move-not-yours"));
    }

    private Optional<Move> find(Procedure procedure, Moving kind, @Nullable String step, boolean own, Officer officer) {
        return procedure.moves().stream()
                .filter(each -> each.move() == kind)
                .filter(each -> step == null || each.isAt(step))
                .filter(each -> each.by().roles().stream().anyMatch(officer::has)
                        || (each.by().doer() && (kind == Moving.TAKE_BACK || own)))
                .findFirst();
    }

    /** Whether an officer does a task, or may take it on. */
    boolean isFor(OpenTask task, Officer officer) {
        return isFor(task, officer, task.assignee() == null ? acting.groups(officer) : Set.of());
    }

    private static boolean isFor(OpenTask task, Officer officer, Set<String> groups) {
        return task.assignee() != null
                ? task.assignee().equals(officer.id().value())
                : groups.stream().anyMatch(task.groups()::contains);
    }
}
