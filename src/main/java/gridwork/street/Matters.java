package gridwork.street;

import java.util.List;
import java.util.Optional;

/** The matter catalogue (一张清单). */
public interface Matters {
    /** All that there are or were: what is no longer valid stays, because cases name it. */
    List<Matter> all();

    /** The fields of duties to which matters belong, in order. */
    List<Remit> remits();

    default Optional<Matter> find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    default Matter matter(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("the catalogue has no matter " + id));
    }
}
