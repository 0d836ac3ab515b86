package gridwork.cases.plan;

import gridwork.street.Acting;
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
    private final Acting acting;
    private @Nullable Map<String, Set<String>> conflicts;

    Inspectors(Officers officers, Acting acting) {
        this.officers = officers;
        this.acting = acting;
    }

    private Map<String, Set<String>> conflicts() {
        if (conflicts == null) {
            conflicts = read();
        }
        return conflicts;
    }

    private Map<String, Set<String>> read() {
        Map<String, Set<String>> conflicts = new HashMap<>();
        Set<OfficerId> away = acting.away();
        for (Officer each : officers.all()) {
            if (each.active() && each.has(INSPECTOR) && !away.contains(each.id())) {
                conflicts.put(each.id().value(), officers.conflicts(each.id()));
            }
        }
        return conflicts;
    }

    /** Why somebody cannot be drawn who is none of the candidates. */
    String whyNot(OfficerId officer) {
        if (acting.away().contains(officer)) {
            return "on-leave";
        }
        return officers.find(officer)
                .filter(Officer::active)
                .map(each -> each.has(INSPECTOR) ? "conflict" : "duty-ended")
                .orElse("deactivated");
    }

    /** In the order of their ids: those in office and not on leave who stated no conflict with the site. */
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
