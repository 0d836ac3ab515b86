package gridwork.cases.moves;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedures;
import gridwork.cases.procedure.Values;
import gridwork.decisions.Decisions;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.rules.RuleSet;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The open cases of a subject that may take in another of its cases. */
@Component
class Leading {
    private final CaseBook book;
    private final Cases cases;
    private final Procedures procedures;
    private final Decisions decisions;
    private final Matters matters;
    private final StreetClock clock;

    Leading(
            CaseBook book,
            Cases cases,
            Procedures procedures,
            Decisions decisions,
            Matters matters,
            StreetClock clock) {
        this.book = book;
        this.cases = cases;
        this.procedures = procedures;
        this.decisions = decisions;
        this.matters = matters;
        this.clock = clock;
    }

    /** By number, with what people call them. */
    Map<String, String> of(Case it, Move move) {
        Map<String, String> named = new LinkedHashMap<>();
        if (against(it).isEmpty()) {
            book.open(it.subject()).stream()
                    .filter(each -> !each.id().equals(it.id()))
                    .filter(each -> against(it, each, move).isEmpty())
                    .forEach(each -> named.put(String.valueOf(each.id().value()), name(each)));
        }
        return named;
    }

    private String name(Case of) {
        String matter = matters.find(of.matter())
                .map(Matter::title)
                .map(each -> each.in(LocaleContextHolder.getLocale()))
                .orElse(of.matter());
        return of.id().value() + " · " + matter + " · " + clock.dayOf(of.openedAt());
    }

    /** Why it cannot go into another at all; empty = nothing is against it. */
    Optional<Refused> against(Case it) {
        if (it.secret()) {
            return Optional.of(new Refused("merge-secret"));
        }
        // what carries its parts would be lost with it
        return hasParts(it) ? Optional.of(new Refused("merge-has-parts")) : Optional.empty();
    }

    private boolean hasParts(Case it) {
        return book.cameFrom(it.id()).stream().anyMatch(Case::open);
    }

    /** Why it cannot go into a certain one; empty = nothing is against it. */
    Optional<Refused> against(Case it, Case into, Move move) {
        String merged = into.details().path(Case.MERGED_INTO).asText("");
        if (!merged.isEmpty()) {
            return Optional.of(
                    new Refused("merge-into-merged", String.valueOf(into.id().value()), merged));
        }
        String code = !into.subject().equals(it.subject())
                ? "merge-other-subject"
                : !into.open()
                        ? "merge-into-closed"
                        : into.secret() || !move.into().contains(into.matter())
                                ? "merge-other-matter"
                                : isWithin(it, into.id())
                                        ? "merge-own-part"
                                        : into.parent() != null
                                                ? "merge-into-part"
                                                : into.suspended()
                                                        ? "merge-rests"
                                                        : !isHandled(into)
                                                                ? "merge-solved"
                                                                : isMoreUrgent(it, into) ? "merge-more-urgent" : "";
        return code.isEmpty() ? Optional.empty() : Optional.of(new Refused(code));
    }

    /** Whether one came from another, however far. */
    private boolean isWithin(Case it, CaseId whole) {
        Case at = it;
        while (at.parent() != null) {
            if (at.parent().equals(whole)) {
                return true;
            }
            at = book.get(at.parent());
        }
        return false;
    }

    /** Somebody still has to do something in it: what is solved and only waits for an answer takes nothing in. */
    private boolean isHandled(Case it) {
        return !cases.openTasks(it.id()).isEmpty() || hasParts(it);
    }

    private boolean isMoreUrgent(Case it, Case than) {
        String own = Values.of(it).path(Values.GRADE).asText("");
        String other = Values.of(than).path(Values.GRADE).asText("");
        Optional<RuleSet> grading = procedures
                .carrying(it.matter())
                .flatMap(each -> each.opens().stream().findFirst())
                .map(Procedure.Opens::ruleSet)
                .map(decisions::ruleSet);
        return !own.isEmpty()
                && !other.isEmpty()
                && grading.filter(each ->
                                each.grade(own).rank() > each.grade(other).rank())
                        .isPresent();
    }

    /** @throws Refused where it cannot go there */
    void check(Case it, Case into, Move move) {
        against(it).or(() -> against(it, into, move)).ifPresent(refused -> {
            throw refused;
        });
    }
}
