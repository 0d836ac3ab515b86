package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people read of a joint inspection: what all share, and how far each department is. */
@Component
public class Inspected {
    private final Parts parts;
    private final Areas areas;
    private final Matters matters;
    private final StreetClock clock;

    Inspected(Parts parts, Areas areas, Matters matters, StreetClock clock) {
        this.parts = parts;
        this.areas = areas;
        this.matters = matters;
        this.clock = clock;
    }

    /**
     * @param shared what all departments share; missing until a day was fixed
     * @param parts one for each department; empty until they were told
     */
    public record Inspection(JsonNode shared, List<Merged> merged, List<String> departments, List<Part> parts) {}

    public record Merged(String department, Label matter, String dueOn) {}

    /**
     * @param state {@code waiting}, {@code signed}, {@code missing} or {@code left-out}
     * @param conclusion null until there is a record
     */
    public record Part(
            Case item,
            String department,
            String state,
            @Nullable ZonedDateTime signedAt,
            @Nullable String conclusion) {}

    /** Empty for a case that is none, and for a department's part of one. */
    public Optional<Inspection> of(Case item, List<Case> cameFrom) {
        boolean inspection = item.parent() == null
                && matters.find(item.matter())
                        .filter(each -> JointInspection.PROCESS.equals(each.process()))
                        .isPresent();
        return inspection ? Optional.of(read(item, cameFrom)) : Optional.empty();
    }

    /** The department whose part it is; null = it is none. */
    public @Nullable String department(Case item) {
        return Parts.isPart(item) ? name(Parts.department(item)) : null;
    }

    /** Whose part a signature is under: a department's name, whichever version it signed; empty = it is none's. */
    public Optional<String> department(String part) {
        return areas.find(new AreaId(part.replaceFirst("/[0-9]+$", "")))
                .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                .map(Area::name);
    }

    private Inspection read(Case item, List<Case> cameFrom) {
        List<Merged> merged = new ArrayList<>();
        for (JsonNode each : item.details().path(JointInspection.MERGED)) {
            String matter = each.path("matter").asText();
            merged.add(new Merged(
                    Stream.of(each.path("department").asText().split(" "))
                            .filter(id -> !id.isEmpty())
                            .map(id -> name(new AreaId(id)))
                            .collect(Collectors.joining("、")),
                    matters.find(matter).map(Matter::title).orElseGet(() -> new Label(matter, "")),
                    each.path("dueOn").asText()));
        }
        return new Inspection(
                item.details().path(JointInspection.SHARED),
                merged,
                parts.departments(item).stream().map(this::name).toList(),
                cameFrom.stream().filter(Parts::isPart).map(this::part).toList());
    }

    private Part part(Case part) {
        JsonNode signature = part.details().path(DepartmentCheck.SIGNATURE);
        String state = Parts.isSigned(part)
                ? "signed"
                : !part.open() ? "left-out" : part.details().has(DepartmentCheck.MISSING_SINCE) ? "missing" : "waiting";
        return new Part(
                part,
                name(Parts.department(part)),
                state,
                signature.isMissingNode()
                        ? null
                        : Instant.parse(signature.path("at").asText()).atZone(clock.zone()),
                part.details()
                        .path(DepartmentCheck.RECORD)
                        .path(DepartmentCheck.CONCLUSION)
                        .textValue());
    }

    private String name(AreaId department) {
        return areas.find(department).map(Area::name).orElse(department.value());
    }
}
