package gridwork.cases.plan;

import gridwork.street.Officer;
import gridwork.street.Officers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who can be drawn at this moment; read once for many sites. */
final class Inspectors {
    private static final String INSPECTOR = "inspector";
    private final Map<String, Set<String>> conflicts = new HashMap<>();

    Inspectors(Officers officers) {
        for (Officer each : officers.all()) {
            if (each.active() && each.has(INSPECTOR)) {
                conflicts.put(each.id().value(), officers.conflicts(each.id()));
            }
        }
    }

    /** In the order of their ids: those in office who stated no conflict with the site. */
    List<String> candidates(String siteRef) {
        Set<String> free = new TreeSet<>();
        conflicts.forEach((officer, subjects) -> {
            if (!subjects.contains(siteRef)) {
                free.add(officer);
            }
        });
        return List.copyOf(free);
    }
}
