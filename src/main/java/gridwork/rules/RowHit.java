package gridwork.rules;

/**
 * A row that matched.
 *
 * @param id permanent, e.g. {@code SC-020}
 * @param decision the table's name
 * @param text the row in words: inputs and outputs, as the officer wrote them; of the row that gave the result, what its
 *     outputs came to
 * @param basis its annotation: the norm or note it rests on
 */
public record RowHit(String id, String decision, String text, String basis) {}
