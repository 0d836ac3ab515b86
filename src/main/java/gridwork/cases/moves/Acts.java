package gridwork.cases.moves;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.street.Officer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every move begins with: the case as it stands now, with its subject's row locked. */
@Component
class Acts {
    private static final int LONGEST = 500;
    private final CaseBook book;
    private final Cases cases;
    private final Subjects subjects;
    private final Running running;
    private final OfferedMoves offered;

    Acts(CaseBook book, Cases cases, Subjects subjects, Running running, OfferedMoves offered) {
        this.book = book;
        this.cases = cases;
        this.subjects = subjects;
        this.running = running;
        this.offered = offered;
    }

    /** @throws Refused where it is closed meanwhile, and for whoever had a hand in what it is about */
    Case locked(CaseId id, Officer by) {
        subjects.lock(List.of(book.get(id).subject()));
        Case of = book.get(id);
        if (of.mergedIntoAnother()) {
            throw new Refused("case-merged", of.details().path(Case.MERGED_INTO).asText());
        }
        if (!of.open()) {
            throw new Refused("case-closed");
        }
        if (of.bars(by.id())) {
            throw new Refused("case-own-hand");
        }
        return of;
    }

    /** @throws Refused where it rests */
    static void going(Case of) {
        if (of.suspended()) {
            throw new Refused(
                    "case-suspended",
                    of.details().path(Case.SUSPENDED).path("reason").asText());
        }
    }

    Running.Here here(Case of) {
        return running.of(of.id()).orElseThrow(() -> new Refused("move-too-late"));
    }

    /** @throws Refused where somebody was faster */
    OpenTask task(Case of, String task) {
        return cases.openTasks(of.id()).stream()
                .filter(each -> each.id().equals(task))
                .findFirst()
                .orElseThrow(() -> new Refused("move-too-late"));
    }

    /** The officer's own at a step that several do, else any; null = there is none. */
    @Nullable
    OpenTask taskOf(Case of, String step, Officer officer) {
        List<OpenTask> all = cases.openTasks(of.id()).stream()
                .filter(each -> each.step().equals(step))
                .toList();
        return all.stream()
                .filter(each -> officer.id().value().equals(each.assignee()))
                .findFirst()
                .orElseGet(() -> all.isEmpty() ? null : all.get(0));
    }

    /** One that the officer may do, else any; null = there is none. */
    @Nullable
    OpenTask anyTask(Case of, Officer officer) {
        List<OpenTask> all = cases.openTasks(of.id());
        return all.stream()
                .filter(each -> offered.isFor(each, officer))
                .findFirst()
                .orElseGet(() -> all.isEmpty() ? null : all.get(0));
    }

    /** @return without blanks around it; empty where none was given and none is needed */
    static String reason(String given, boolean needed) {
        String reason = given.strip();
        if (needed && reason.isEmpty()) {
            throw new Refused("reason-missing");
        }
        if (reason.length() > LONGEST) {
            throw new Refused("move-reason-long", LONGEST);
        }
        return reason;
    }
}
