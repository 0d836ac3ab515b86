package gridwork.platform.outgoing;

public record MessageId(long value) {}
