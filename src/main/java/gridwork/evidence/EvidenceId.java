package gridwork.evidence;

public record EvidenceId(long value) {}
