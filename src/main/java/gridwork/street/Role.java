package gridwork.street;

import gridwork.platform.Label;
import java.util.Set;

/**
 * What an officer can be (角色).
 *
 * @param heldIn the kinds of area in which it can be held
 * @param may what only some may do, as {@code street/roles.yaml} names it
 */
public record Role(String id, Label title, Set<Area.Kind> heldIn, Set<String> may) {
    /** Its tasks go to a deputy, or to who has the shift. */
    public boolean standsIn() {
        return may.contains("hand-on");
    }

    /** It enters leave and shifts for those who work in its area and below. */
    public boolean arranges() {
        return may.contains("arrange-leave");
    }
}
