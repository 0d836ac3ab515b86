package gridwork.street;

import java.util.List;
import java.util.Optional;

/** The roles there are: {@code street/roles.yaml}. */
public interface Roles {
    List<Role> all();

    default Optional<Role> find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
