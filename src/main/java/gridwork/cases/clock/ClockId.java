package gridwork.cases.clock;

public record ClockId(long value) {}
