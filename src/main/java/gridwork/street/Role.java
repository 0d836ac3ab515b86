package gridwork.street;

import gridwork.platform.Label;
import java.util.Set;

/**
 * What an officer can be (角色).
 *
 * @param heldIn the kinds of area in which it can be held
 * @param may what only some may do with the cases that they see, as {@code street/roles.yaml} names it
 */
public record Role(String id, Label title, Set<Area.Kind> heldIn, Set<String> may) {}
