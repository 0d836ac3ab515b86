package gridwork.cases;

public record CaseId(long value) {}
