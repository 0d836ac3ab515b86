package gridwork.cases.plan;

import gridwork.street.Acting;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Matter;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who can be drawn at this moment for a matter: the street's own and those of the departments that answer for it or help,
 * as the catalogue says; read once for many subjects, when the first is asked about.
 */
public final class Inspectors {
    static final String INSPECTOR = "inspector";
    private final Officers officers;
    private final Acting acting;
    private final Areas areas;
    private final Matter matter;
    private final String role;
    private @Nullable Map<String, Set<String>> conflicts;

    /** @param role held in the street or in one of the departments */
    public Inspectors(Officers officers, Acting acting, Areas areas, Matter matter, String role) {
        this.officers = officers;
        this.acting = acting;
        this.areas = areas;
        this.matter = matter;
        this.role = role;
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
            if (each.active() && hasTheDuty(each) && !away.contains(each.id())) {
                conflicts.put(each.id().value(), officers.conflicts(each.id()));
            }
        }
        return conflicts;
    }

    private boolean hasTheDuty(Officer officer) {
        return officer.duties().stream()
                .filter(each -> each.role().equals(role))
                .map(Duty::area)
                .flatMap(each -> areas.find(new AreaId(each)).stream())
                .anyMatch(this::concerns);
    }

    private boolean concerns(Area area) {
        return area.kind() == Area.Kind.STREET || area.kind() == Area.Kind.DEPARTMENT && matter.concerns(area.id());
    }

    /** Why somebody cannot be drawn who is none of the candidates. */
    public String whyNot(OfficerId officer) {
        if (acting.away().contains(officer)) {
            return "on-leave";
        }
        return officers.find(officer)
                .filter(Officer::active)
                .map(each -> hasTheDuty(each) ? "conflict" : "duty-ended")
                .orElse("deactivated");
    }

    /** In the order of their ids: those in office and not on leave who stated no conflict with the subject. */
    public List<String> candidates(String subjectRef) {
        Set<String> free = new TreeSet<>();
        conflicts().forEach((officer, subjects) -> {
            if (!subjects.contains(subjectRef)) {
                free.add(officer);
            }
        });
        return List.copyOf(free);
    }
}
