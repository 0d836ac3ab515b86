package gridwork.decisions;

public record DecisionId(long value) {}
