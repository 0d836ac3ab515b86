package gridwork.cases;

import gridwork.cases.worklist.WorkList;
import gridwork.street.Acting;
import gridwork.street.Duty;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.Reach;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who may see a case: the officers named for it, and whoever answers in one duty for its area and its matter. */
@Component
public class CaseReaders {
    private final StoredCases cases;
    private final Jurisdiction jurisdiction;
    private final Acting acting;
    private final WorkList list;
    private final Matters matters;

    CaseReaders(StoredCases cases, Jurisdiction jurisdiction, Matters matters, Acting acting, WorkList list) {
        this.cases = cases;
        this.jurisdiction = jurisdiction;
        this.matters = matters;
        this.acting = acting;
        this.list = list;
    }

    public boolean mayRead(Case of) {
        return named(of)
                || worksOn(of)
                || wasCopied(of)
                || (!of.secret()
                        && matters.find(of.matter())
                                .filter(matter -> reach().covers(matter, of.area()))
                                .isPresent());
    }

    /** Whether the signed-in officer may work on a task: its own, or one of its groups that nobody has taken on. */
    public boolean mayDo(OpenTask task) {
        return jurisdiction
                .officer()
                .filter(officer -> isFor(task, officer, acting.groups(officer)))
                .isPresent();
    }

    private static boolean isFor(OpenTask task, Officer officer, Collection<String> groups) {
        return task.assignee() != null
                ? task.assignee().equals(officer.id().value())
                : groups.stream().anyMatch(task.groups()::contains);
    }

    /** Who does a task of a case in somebody's place reads that case, while it does, and no other. */
    private boolean worksOn(Case of) {
        return !of.secret()
                && jurisdiction
                        .officer()
                        .filter(officer -> list.worksOn(officer.id(), of.id()))
                        .isPresent();
    }

    /** Who was given it to read. */
    private boolean wasCopied(Case of) {
        return !of.secret()
                && jurisdiction
                        .officer()
                        .filter(officer -> cases.wasCopied(of.id(), officer.id()))
                        .isPresent();
    }

    /**
     * Of these cases, those of which the signed-in officer may know that they are there: not the secret ones that they are not
     * named for. Each with whether they may read it.
     */
    public Map<CaseId, Boolean> known(Collection<CaseId> ids) {
        List<Case> all = cases.find(ids);
        Map<CaseId, List<String>> named = cases.officers(all.stream()
                .flatMap(each -> Stream.of(each.id(), each.parent() == null ? each.id() : each.parent()))
                .collect(Collectors.toSet()));
        Map<CaseId, Boolean> known = new HashMap<>();
        Optional<String> reader = jurisdiction.officer().map(Officer::id).map(id -> id.value());
        for (Case each : all) {
            boolean theirs = reader.filter(
                            name -> named.getOrDefault(each.id(), List.of()).contains(name)
                                    || (each.parent() != null
                                            && named.getOrDefault(each.parent(), List.of())
                                                    .contains(name)))
                    .isPresent();
            if (theirs || !each.secret()) {
                known.put(each.id(), theirs || within(each));
            }
        }
        return known;
    }

    private boolean within(Case of) {
        return matters.find(of.matter())
                .filter(matter -> reach().covers(matter, of.area()))
                .isPresent();
    }

    /**
     * Whoever has to do with one of its tasks by a duty of their own, e.g. the department in charge of this one, sees what it
     * is about; who only stands in for somebody first takes it on.
     */
    public boolean mayRead(Case of, List<OpenTask> tasks) {
        return mayRead(of) || tasks.stream().anyMatch(this::concerns);
    }

    private boolean concerns(OpenTask task) {
        return jurisdiction
                .officer()
                .filter(officer -> isFor(
                        task,
                        officer,
                        officer.duties().stream().map(Duty::group).toList()))
                .isPresent();
    }

    private boolean named(Case of) {
        Optional<String> reader = jurisdiction.officer().map(Officer::id).map(id -> id.value());
        return reader.isPresent()
                && (cases.officers(of.id()).contains(reader.get())
                        || (of.parent() != null && cases.officers(of.parent()).contains(reader.get())));
    }

    /** How far the signed-in officer may see into the ledger. */
    public Reach reach() {
        return jurisdiction.reach();
    }

    /** The matters of which the signed-in officer may see cases somewhere; those without a process have none. */
    public List<Matter> matters() {
        Reach reach = reach();
        return matters.all().stream()
                .filter(each -> each.process() != null)
                .filter(reach::touches)
                .toList();
    }
}
