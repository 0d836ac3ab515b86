package gridwork.cases.own;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the street knows about a subject, as the subject itself may read it. */
@Component
public class OwnStand {
    private final Decisions decisions;
    private final CaseBook book;
    private final Matters matters;
    private final Subjects subjects;
    private final StreetClock clock;

    OwnStand(Decisions decisions, CaseBook book, Matters matters, Subjects subjects, StreetClock clock) {
        this.decisions = decisions;
        this.book = book;
        this.matters = matters;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** @param due the last day in time; null = none */
    public record Open(
            Label what, LocalDate since, @Nullable LocalDate due) {}

    /** Its colour with rows, facts and what would change it; after it whatever else the rules say of its kind. */
    public List<Explanation> explained(Subject subject) {
        return decisions.ruleSetsFor(subject.ref().kind()).stream()
                .map(each -> decisions.explain(subject.ref(), each, clock.today(), clock.now()))
                .toList();
    }

    /** Without checks that are a secret until they are made, and without the parts of others. */
    public List<Open> open(Subject subject) {
        Set<SubjectId> its = new LinkedHashSet<>(Set.of(subject.id()));
        subjects.mergings(subject.id()).forEach(each -> its.add(each.merged().id()));
        return book.allOpen(its).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(each -> each.id().value()))
                .filter(each -> !each.secret() && each.parent() == null)
                .map(each -> new Open(title(each), clock.dayOf(each.openedAt()), each.dueOn()))
                .toList();
    }

    private Label title(Case of) {
        return matters.find(of.matter()).map(Matter::title).orElse(new Label(of.matter(), ""));
    }
}
