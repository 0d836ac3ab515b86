package gridwork.cases.plan;

import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who can be drawn at this moment; read once for many sites, when the first is asked about. */
final class Inspectors {
    private static final String INSPECTOR = "inspector";
    private final Officers officers;
    private @Nullable Map<String, Set<String>> conflicts;

    Inspectors(Officers officers) {
        this.officers = officers;
    }

    private Map<String, Set<String>> conflicts() {
        if (conflicts == null) {
            conflicts = read();
        }
        return conflicts;
    }

    private Map<String, Set<String>> read() {
        Map<String, Set<String>> conflicts = new HashMap<>();
        for (Officer each : officers.all()) {
            if (each.active() && each.has(INSPECTOR)) {
                conflicts.put(each.id().value(), officers.conflicts(each.id()));
            }
        }
        return conflicts;
    }

    /** Why somebody cannot be drawn who is none of the candidates. */
    String whyNot(OfficerId officer) {
        return officers.find(officer)
                .filter(Officer::active)
                .map(each -> each.has(INSPECTOR) ? "conflict" : "duty-ended")
                .orElse("deactivated");
    }

    /** In the order of their ids: those in office who stated no conflict with the site. */
    List<String> candidates(String siteRef) {
        Set<String> free = new TreeSet<>();
        conflicts().forEach((officer, subjects) -> {
            if (!subjects.contains(siteRef)) {
                free.add(officer);
            }
        });
        return List.copyOf(free);
    }
}
