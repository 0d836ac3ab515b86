package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.platform.DailyRun;
import gridwork.platform.DailyRuns;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is done every night, how far it has come, and how the last nights went. */
@Controller
@ConditionalOnWebApplication
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OFFICE_CLERK', 'MANAGER')")
class NightlyPage {
    private static final int SHOWN = 60;
    private static final int WHOLE = 100;

    private final DailyRuns runs;
    private final Decisions decisions;
    private final StreetClock clock;

    NightlyPage(DailyRuns runs, Decisions decisions, StreetClock clock) {
        this.runs = runs;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * A run as it is shown.
     *
     * @param part the rule set that it is at; null where it says none
     * @param percent null while nobody knows of how many
     */
    public record Line(
            DailyRun run,
            @Nullable Label part,
            @Nullable Long percent,
            LocalDateTime begun,
            LocalDateTime seen,
            @Nullable LocalDateTime ended,
            long seconds) {}

    @GetMapping("/nightly")
    String nightly(Model model) {
        model.addAttribute("lines", runs.last(SHOWN).stream().map(this::line).toList());
        return "app/nightly";
    }

    private Line line(DailyRun run) {
        Instant until = run.ended() == null ? run.seen() : run.ended();
        return new Line(
                run,
                run.what().isEmpty() ? null : part(run.what()),
                run.total() > 0 ? Math.min(WHOLE, WHOLE * run.done() / run.total()) : null,
                local(run.begun()),
                local(run.seen()),
                run.ended() == null ? null : local(run.ended()),
                Duration.between(run.begun(), until).toSeconds());
    }

    private Label part(String what) {
        Optional<RuleSet> ruleSet = decisions.release(clock.today()).find(what);
        return ruleSet.map(RuleSet::title).orElse(new Label(what, what));
    }

    private LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, clock.zone());
    }
}
