package gridwork.cases.clock;

/** An open clock is due at another moment than before, or at none while it is paused; heard in the same transaction. */
public record ClockMoved(CaseClock clock) {}
