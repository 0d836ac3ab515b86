package gridwork.cases.clock;

/** The time of a clock was up before what it stands for was done; heard in the transaction that marks it. */
public record ClockBreached(CaseClock clock) {}
