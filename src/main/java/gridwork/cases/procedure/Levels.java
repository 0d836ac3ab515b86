package gridwork.cases.procedure;

import gridwork.cases.Case;
import gridwork.decisions.Decisions;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Officers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who stands on a level for a case: roles in the areas around it, never persons. */
@Component
class Levels {
    /** Where a case's grid is not known, or a department is not there any more. */
    static final String NO_AREA = "no-area";

    static final String NOBODY = "nobody";
    private final Areas areas;
    private final Officers officers;
    private final Decisions decisions;
    private final StreetClock clock;

    Levels(Areas areas, Officers officers, Decisions decisions, StreetClock clock) {
        this.areas = areas;
        this.officers = officers;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * @param groups the candidate groups of the first role that somebody holds; where nobody holds any, those of the last
     * @param missing why nobody is there; empty = somebody is
     */
    record Standing(List<String> groups, String missing) {}

    Standing on(Procedure.Level level, Procedure.Steps steps, Case of) {
        List<Area> around = around(level.in(), steps, of);
        if (around.isEmpty()) {
            return new Standing(List.of(), NO_AREA);
        }
        List<String> groups = List.of();
        for (String role : level.roles()) {
            List<Duty> duties = around.stream()
                    .map(each -> new Duty(role, each.id().value()))
                    .toList();
            groups = duties.stream().map(Duty::group).toList();
            if (duties.stream().anyMatch(each -> !officers.with(each).isEmpty())) {
                return new Standing(groups, "");
            }
        }
        return new Standing(groups, NOBODY);
    }

    /** The area of the case, what it lies in, and the department in charge: those of the kinds asked for. */
    private List<Area> around(Set<Area.Kind> kinds, Procedure.Steps steps, Case of) {
        List<Area> around = new ArrayList<>();
        if (kinds.contains(Area.Kind.DEPARTMENT)) {
            department(steps, of).flatMap(areas::find).ifPresent(around::add);
        }
        Optional<Area> at = Optional.ofNullable(of.area()).flatMap(areas::find);
        while (at.isPresent()) {
            around.add(at.get());
            at = Optional.ofNullable(at.get().parent()).flatMap(areas::find);
        }
        if (around.stream().noneMatch(each -> each.kind() == Area.Kind.STREET)) {
            areas.street().flatMap(areas::find).ifPresent(around::add);
        }
        return around.stream().filter(each -> kinds.contains(each.kind())).toList();
    }

    private Optional<AreaId> department(Procedure.Steps steps, Case of) {
        String category = of.details().path(Values.ABOUT).path(Values.CATEGORY).asText("");
        Object department = decisions
                .answers(steps.departments(), Map.of("matter", category), clock.today())
                .get("department");
        return department instanceof String id ? Optional.of(new AreaId(id)) : Optional.empty();
    }
}
