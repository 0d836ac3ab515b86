package gridwork.street;

import java.util.List;
import java.util.Optional;

/** The matter catalogue (一张清单): {@code street/matters.yaml}. */
public interface Matters {
    List<Matter> all();

    default Optional<Matter> find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    default Matter matter(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("the catalogue has no matter " + id));
    }
}
