package gridwork.street;

import java.util.List;
import java.util.Optional;

/** The roles there are: {@code street/roles.yaml}. */
public interface Roles {
    List<Role> all();

    /** Whether one of an officer's roles may do what only some may. */
    default boolean may(Officer officer, String act) {
        return officer.duties().stream()
                .flatMap(duty -> find(duty.role()).stream())
                .anyMatch(role -> role.may().contains(act));
    }

    default Optional<Role> find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
