package gridwork.street;

import gridwork.platform.Label;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at in a matter (检查表), in the order in which it is asked.
 *
 * @param version grows with every change of the items, so that a record can name the one it answers; 0 = never had items
 */
public record Checklist(int version, List<Item> items) {
    public static final Checklist NONE = new Checklist(0, List.of());

    /**
     * @param id unique in its checklist and permanent: answers name it
     * @param department who looks, and signs for it
     * @param basis the norm it rests on; empty texts = the matter's
     * @param category the kind of violation that a "no" usually is; null = not said
     * @param photoPair whether a picture from before and one from after are asked for
     */
    public record Item(
            String id,
            AreaId department,
            Label title,
            Label basis,
            @Nullable String category,
            boolean photoPair) {}

    public List<Item> of(AreaId department) {
        return items.stream()
                .filter(each -> each.department().equals(department))
                .toList();
    }

    /** Those that have something to look at, in the order of their first items. */
    public Set<AreaId> departments() {
        Set<AreaId> all = new LinkedHashSet<>();
        items.forEach(each -> all.add(each.department()));
        return all;
    }

    public Optional<Item> find(String id) {
        return items.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
