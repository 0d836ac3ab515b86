package gridwork.cases.office;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Values;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Officers;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who carries a case for a department: roles in it, never persons. */
@Component
public class Carriers {
    private static final String CLOSED = "no-area";
    private static final String NOBODY = "nobody";
    private final Areas areas;
    private final Officers officers;

    Carriers(Areas areas, Officers officers) {
        this.areas = areas;
        this.officers = officers;
    }

    /**
     * @param groups the candidate groups; those of the street where nobody is in the department
     * @param supervisors those of the street, who follow up what is late
     * @param missing why nobody is in the department; empty = somebody is
     */
    public record Standing(List<String> groups, List<String> supervisors, String missing) {
        /** Under the names that diagrams ask for. */
        public Standing into(ObjectNode values) {
            put(values, Values.HANDLERS, groups);
            put(values, Values.SUPERVISORS, supervisors);
            return this;
        }

        private static void put(ObjectNode values, String name, List<String> groups) {
            ArrayNode all = values.putArray(name);
            groups.forEach(all::add);
        }
    }

    public Standing of(AreaId department, Procedure.Office office) {
        List<String> street = groups(office.otherwise(), areas.street().orElseThrow());
        Optional<Area> there = areas.find(department).filter(each -> each.kind() == Area.Kind.DEPARTMENT);
        if (there.isEmpty()) {
            return new Standing(street, street, CLOSED);
        }
        return office.roles().stream()
                .map(each -> new Duty(each, department.value()))
                .filter(each -> !officers.with(each).isEmpty())
                .findFirst()
                .map(each -> new Standing(List.of(each.group()), street, ""))
                .orElseGet(() -> new Standing(street, street, NOBODY));
    }

    private static List<String> groups(List<String> roles, AreaId area) {
        return roles.stream().map(each -> new Duty(each, area.value()).group()).toList();
    }
}
