package gridwork.facts;

public record FactId(long value) {}
