package gridwork.street;

import gridwork.platform.Label;
import java.util.Set;

/**
 * What an officer can be (角色).
 *
 * @param heldIn the kinds of area in which it can be held
 */
public record Role(String id, Label title, Set<Area.Kind> heldIn) {}
