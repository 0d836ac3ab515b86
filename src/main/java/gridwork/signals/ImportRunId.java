package gridwork.signals;

public record ImportRunId(long value) {}
