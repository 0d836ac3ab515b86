package gridwork.cases.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which cases go on site, who goes, and of which kind their check is. */
@Component
class GoingOnSite {
    private static final Set<String> BROUGHT_ABOUT = Set.of("due", "decision");
    private static final String ORDERED = "ordered";
    private final Procedures procedures;
    private final Matters matters;
    private final Areas areas;

    GoingOnSite(Procedures procedures, Matters matters, Areas areas) {
        this.procedures = procedures;
        this.matters = matters;
        this.areas = areas;
    }

    /** @param onSite how its process goes on site */
    record Going(Matter matter, Procedure.OnSite onSite) {
        /** Whether each department makes a part of its own. */
        boolean inParts() {
            return onSite.departments() != null;
        }

        /** As the case says; else those that have something to look at; else whoever answers for the matter or helps. */
        Set<String> departments(JsonNode details) {
            String kept = onSite.departments();
            if (kept == null) {
                return Set.of(matter.lead().value());
            }
            Set<String> all = new LinkedHashSet<>();
            details.path(kept).forEach(each -> all.add(each.asText()));
            if (all.isEmpty()) {
                matter.checklist().departments().forEach(each -> all.add(each.value()));
            }
            if (all.isEmpty()) {
                all.add(matter.lead().value());
                matter.helping().forEach(each -> all.add(each.value()));
            }
            return all;
        }

        /** @param cause what brings the case about, of which kind before its first slash */
        String check(String cause, JsonNode details) {
            String kept = onSite.check();
            String said = kept == null ? "" : details.path(kept).asText("");
            if (!said.isEmpty()) {
                return said;
            }
            String kind = cause.substring(0, Math.max(0, cause.indexOf('/')));
            return BROUGHT_ABOUT.contains(kind) ? kind : ORDERED;
        }
    }

    /** Empty where a matter's cases do not go on site. */
    Optional<Going> of(String matter) {
        return matters.find(matter).flatMap(this::of);
    }

    private Optional<Going> of(Matter matter) {
        return Optional.ofNullable(matter.process())
                .flatMap(procedures::of)
                .flatMap(each -> Optional.ofNullable(each.onSite()))
                .map(each -> new Going(matter, each));
    }

    /** The department that alone checks a kind of subject; empty where several do or nobody does. */
    String alone(String subjectKind) {
        return matters.all().stream()
                .filter(each -> each.subject().equals(subjectKind))
                .filter(each -> of(each).filter(going -> !going.inParts()).isPresent())
                .map(each -> each.lead().value())
                .findFirst()
                .orElse("");
    }

    /** Of departments' names and ids their ids; what nobody knows stays as it was said. */
    String department(String said, List<Area> known) {
        String name = said.strip();
        return known.stream()
                .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                .filter(each -> each.id().value().equals(name) || each.name().equals(name))
                .map(Area::id)
                .map(AreaId::value)
                .findFirst()
                .orElse(name.length() > 100 ? name.substring(0, 100) : name);
    }

    List<Area> areas() {
        return areas.all();
    }
}
