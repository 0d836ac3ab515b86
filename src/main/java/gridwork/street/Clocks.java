package gridwork.street;

import gridwork.platform.Label;
import java.util.List;
import java.util.Optional;

/** The kinds of time limit there are (时限种类): {@code street/clocks.yaml}. */
public interface Clocks {
    /** @param id what {@link TimeLimit#clock()} names */
    record Kind(String id, Label title) {}

    List<Kind> all();

    default Optional<Kind> find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
