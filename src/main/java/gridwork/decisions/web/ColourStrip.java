package gridwork.decisions.web;

import gridwork.decisions.Decisions;
import gridwork.decisions.Span;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The results of the last year as a strip to draw: {@code templates/decisions/history.html :: strip(subject, ruleSet)}. */
@Component("colourStrip")
class ColourStrip {
    private static final double WIDTH = 1000;
    private static final int MONTHS = 12;

    private final Decisions decisions;
    private final StreetClock clock;

    ColourStrip(Decisions decisions, StreetClock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /** A piece of the strip; {@code x} and {@code width} in thousandths of it. */
    public record Piece(Span span, double x, double width) {}

    /** The first of a month. */
    public record Tick(LocalDate month, double x) {}

    public record Strip(List<Piece> pieces, List<Tick> ticks) {}

    public Strip lastYear(Subject subject, String ruleSet) {
        LocalDate to = clock.today();
        LocalDate from = to.minusMonths(MONTHS).plusDays(1);
        double days = ChronoUnit.DAYS.between(from, to) + 1;
        List<Piece> pieces = new ArrayList<>();
        for (Span each : decisions.course(subject.id(), ruleSet, from, to, clock.now())) {
            double x = ChronoUnit.DAYS.between(from, each.from()) * WIDTH / days;
            double width = (ChronoUnit.DAYS.between(each.from(), each.to()) + 1) * WIDTH / days;
            pieces.add(new Piece(each, x, width));
        }
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate month = from.withDayOfMonth(1).plusMonths(1); !month.isAfter(to); month = month.plusMonths(1)) {
            ticks.add(new Tick(month, ChronoUnit.DAYS.between(from, month) * WIDTH / days));
        }
        return new Strip(pieces, ticks);
    }
}
