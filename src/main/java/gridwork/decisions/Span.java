package gridwork.decisions;

import gridwork.rules.Grade;
import java.time.LocalDate;

/** A stretch of days with one result, both ends included. */
public record Span(LocalDate from, LocalDate to, Grade grade) {}
