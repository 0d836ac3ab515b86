package gridwork.street;

import gridwork.platform.Label;

/** One of the fields in which the district has handed duties to the street (职责、赋权领域); each {@link Matter} belongs to one. */
public record Remit(String id, Label title) {}
