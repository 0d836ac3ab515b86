package gridwork.signals;

public record SignalId(long value) {}
