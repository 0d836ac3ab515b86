package gridwork.street;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody's duties reach (管辖范围), part by part: one duty, one part. Two duties reach what either of them
 * reaches alone, never the areas of one with the matters of the other.
 */
public record Reach(List<Part> parts) {
    public static final Reach EVERYTHING = new Reach(List.of(new Part(null, null)));
    public static final Reach NOTHING = new Reach(List.of());

    /**
     * @param areas null = everywhere, and what lies in no area yet
     * @param matters null = all, and subjects that no matter is about
     */
    public record Part(
            @Nullable Set<AreaId> areas, @Nullable Set<Matter> matters) {
        private boolean holds(@Nullable AreaId area) {
            return areas == null || area != null && areas.contains(area);
        }

        private boolean isAbout(Predicate<Matter> asked) {
            return matters == null || matters.stream().anyMatch(asked);
        }
    }

    /** Whether a subject of a kind in an area may be seen; null = it lies in none yet. */
    public boolean covers(String kind, @Nullable AreaId area) {
        return parts.stream()
                .anyMatch(each ->
                        each.holds(area) && each.isAbout(it -> it.subject().equals(kind)));
    }

    /** Whether a case of a matter in an area may be seen; null = it lies in none yet. */
    public boolean covers(Matter matter, @Nullable AreaId area) {
        return parts.stream()
                .anyMatch(each -> each.holds(area) && each.isAbout(it -> it.id().equals(matter.id())));
    }

    /** Whether there is an area in which subjects of a kind may be seen. */
    public boolean touches(String kind) {
        return parts.stream().anyMatch(each -> each.isAbout(it -> it.subject().equals(kind)));
    }

    /** Whether there is an area in which cases of a matter may be seen. */
    public boolean touches(Matter matter) {
        return parts.stream().anyMatch(each -> each.isAbout(it -> it.id().equals(matter.id())));
    }

    /** Whether subjects of some kind may be seen in an area. */
    public boolean touches(AreaId area) {
        return parts.stream().anyMatch(each -> each.holds(area) && each.isAbout(it -> true));
    }

    /** The condition on rows with the columns {@code kind} and {@code area}; adds its parameters. */
    public String ofSubjects(Map<String, Object> parameters) {
        return condition("kind", Matter::subject, parameters);
    }

    /** The condition on rows with the columns {@code matter} and {@code area}; adds its parameters. */
    public String ofCases(Map<String, Object> parameters) {
        return condition("matter", Matter::id, parameters);
    }

    private String condition(String column, Function<Matter, String> value, Map<String, Object> parameters) {
        List<String> any = new ArrayList<>();
        for (Part each : parts) {
            List<String> all = new ArrayList<>();
            Set<AreaId> areas = each.areas();
            Set<Matter> matters = each.matters();
            if (areas != null && areas.isEmpty() || matters != null && matters.isEmpty()) {
                continue;
            }
            if (areas != null) {
                String name = "reachAreas" + any.size();
                parameters.put(name, areas.stream().map(AreaId::value).toList());
                all.add("area in (:" + name + ")");
            }
            if (matters != null) {
                String name = "reachOf" + any.size();
                parameters.put(name, matters.stream().map(value).collect(Collectors.toSet()));
                all.add(column + " in (:" + name + ")");
            }
            any.add(all.isEmpty() ? "1 = 1" : String.join(" and ", all));
        }
        return any.isEmpty() ? "1 = 0" : "(" + String.join(" or ", any) + ")";
    }
}
