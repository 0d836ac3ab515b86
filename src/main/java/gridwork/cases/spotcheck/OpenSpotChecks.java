package gridwork.cases.spotcheck;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.CaseWithdrawn;
import gridwork.cases.clock.Because;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.ClockMoved;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.Lengths;
import gridwork.cases.clock.NewClock;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.TimeLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A spot check is a case of its own below the one that it checks again; unique by that case's number. */
@Component
class OpenSpotChecks {
    private final CaseBook book;
    private final SpotDraws draws;
    private final Subjects subjects;
    private final Matters matters;
    private final gridwork.street.Clocks kinds;
    private final Clocks clocks;
    private final StreetClock clock;

    OpenSpotChecks(
            CaseBook book,
            SpotDraws draws,
            Subjects subjects,
            Matters matters,
            gridwork.street.Clocks kinds,
            Clocks clocks,
            StreetClock clock) {
        this.book = book;
        this.draws = draws;
        this.subjects = subjects;
        this.matters = matters;
        this.kinds = kinds;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** The catalogue's matter of spot checks for a kind of subject; where it has none, the closed case's own. */
    Matter matter(String own, String kind) {
        return matters.all().stream()
                .filter(each -> SpotCheck.PROCESS.equals(each.process())
                        && each.subject().equals(kind))
                .findFirst()
                .orElseGet(() -> matters.matter(own));
    }

    /** Within a transaction that has locked the subject. */
    CaseId open(SpotDraws.Draw draw, LocalDate day) {
        Case of = book.get(draw.of());
        String kind =
                subjects.find(of.subject()).map(Subject::ref).orElseThrow().kind();
        Matter matter = matter(of.matter(), kind);
        ObjectNode details = book.details();
        details.put(SpotCheck.OF, String.valueOf(of.id().value()));
        Case spot = book.add(matter.id(), of.subject(), of.area(), draw.name(), of.id(), null, details);
        draws.opened(of.id(), spot.id(), day);
        book.trail(spot.id(), null, "opened", book.details());
        Map<String, Object> told = new LinkedHashMap<>();
        matter.limit(SpotCheck.FINISH)
                .flatMap(limit -> begin(spot, matter, limit))
                .ifPresent(dueOn -> {
                    book.change(spot, dueOn, details);
                    told.put("dueOn", dueOn.toString());
                });
        book.milestone(spot, "case-opened", told);
        book.start(spot, SpotCheck.PROCESS);
        return spot.id();
    }

    private Optional<LocalDate> begin(Case spot, Matter matter, TimeLimit limit) {
        Label title = kinds.find(SpotCheck.FINISH)
                .map(gridwork.street.Clocks.Kind::title)
                .orElseGet(() -> new Label(SpotCheck.FINISH, SpotCheck.FINISH));
        List<CaseClock> begun = clocks.start(
                spot.id(),
                List.of(new NewClock(
                        SpotCheck.FINISH,
                        title,
                        SpotCheck.CHECK,
                        Lengths.of(limit),
                        new Because(Because.CATALOGUE, matter.id()))));
        Instant dueAt = begun.get(0).dueAt();
        return dueAt == null ? Optional.empty() : Optional.of(clock.dayOf(dueAt));
    }

    /** One that was withdrawn before anything was found is not made. */
    @EventListener
    void on(CaseWithdrawn withdrawn) {
        Case of = book.get(withdrawn.id());
        if (Checkers.isSpotCheck(of)) {
            CaseId original = Checkers.original(of);
            draws.of(original)
                    .filter(draw -> draw.result() == null)
                    .ifPresent(draw -> book.milestone(of, SpotCheck.NOT_MADE, SpotCheck.about(original)));
        }
    }

    /** The case's last day follows its clock. */
    @EventListener
    void follow(ClockMoved moved) {
        CaseClock its = moved.clock();
        if (!its.item().equals(SpotCheck.FINISH) || its.dueAt() == null) {
            return;
        }
        Case of = book.get(its.caseId());
        LocalDate day = clock.dayOf(its.dueAt());
        if (Checkers.isSpotCheck(of) && !day.equals(of.dueOn())) {
            book.change(of, day, of.details());
        }
    }
}
