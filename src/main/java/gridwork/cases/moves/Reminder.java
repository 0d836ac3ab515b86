package gridwork.cases.moves;

import gridwork.street.OfficerId;
import java.time.Instant;

/** @param words what the reader is told; may be empty */
public record Reminder(String task, Instant at, OfficerId by, String words) {}
