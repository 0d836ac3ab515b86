package gridwork.cases.procedure;

import gridwork.cases.Case;
import gridwork.cases.clock.Because;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.Lengths;
import gridwork.cases.clock.NewClock;
import gridwork.decisions.Decisions;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a level has, by the rules. When its time is up the process hears {@code breached-level} or {@code breached-reporter}. */
@Component
class StepClocks {
    static final String LEVEL = "level";
    static final String REPORTER = "reporter";
    private final Clocks clocks;
    private final Decisions decisions;
    private final StreetClock clock;

    StepClocks(Clocks clocks, Decisions decisions, StreetClock clock) {
        this.clocks = clocks;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * The clock of the step before stops, and this one begins.
     *
     * @param item {@link #LEVEL} or {@link #REPORTER}
     * @return when its time is up; null where the rules say no length
     */
    @Nullable
    Instant start(Case of, Procedure procedure, String item, String level) {
        clocks.stop(of.id(), LEVEL);
        clocks.stop(of.id(), REPORTER);
        Procedure.Steps steps = Objects.requireNonNull(procedure.steps());
        Evaluation answer = decisions.ask(
                steps.clocks(), Map.of("step", level, Values.GRADE, StepQuestions.grade(of, procedure)), clock.today());
        return Lengths.of(answer.values())
                .map(length -> {
                    String row = answer.rowIds().isEmpty()
                            ? ""
                            : answer.rowIds().get(answer.rowIds().size() - 1);
                    clocks.start(
                            of.id(),
                            List.of(new NewClock(
                                    item,
                                    Objects.requireNonNull(steps.levels().get(level))
                                            .title(),
                                    null,
                                    length,
                                    new Because(steps.clocks(), row))));
                    return due(of, item);
                })
                .orElse(null);
    }

    /**
     * The clock of the step before stops, and the latest one of this level goes on.
     *
     * @return when its time is up; null where it has none
     */
    @Nullable
    Instant goOn(Case of, Procedure procedure, String level) {
        stop(of);
        Procedure.Steps steps = Objects.requireNonNull(procedure.steps());
        var title = Objects.requireNonNull(steps.levels().get(level)).title();
        clocks.of(of.id()).stream()
                .filter(each -> each.item().equals(LEVEL) && each.title().equals(title))
                .max(Comparator.comparing(each -> each.id().value()))
                .ifPresent(each -> clocks.reopen(each.id()));
        return due(of, LEVEL);
    }

    void stop(Case of) {
        clocks.stop(of.id(), LEVEL);
        clocks.stop(of.id(), REPORTER);
    }

    private @Nullable Instant due(Case of, String item) {
        return clocks.of(of.id()).stream()
                .filter(each -> each.open() && each.item().equals(item))
                .map(CaseClock::dueAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
