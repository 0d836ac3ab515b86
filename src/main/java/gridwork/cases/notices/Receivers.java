package gridwork.cases.notices;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.decisions.DecisionMade;
import gridwork.platform.Label;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Duty;
import gridwork.street.Roles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom the rules mean by their words, and what is a warning: {@code notices/receivers.yaml}. */
@Component
class Receivers {
    private final Table table;

    @org.springframework.beans.factory.annotation.Autowired
    Receivers(Roles roles) {
        this(read(), roles);
    }

    Receivers(Table table, Roles roles) {
        Set<String> seen = new HashSet<>();
        for (Receiver each : table.receivers()) {
            if (!seen.add(each.id())) {
                throw new IllegalStateException("notices/receivers.yaml has two of " + each.id());
            }
            each.roles().stream().filter(role -> roles.find(role).isEmpty()).forEach(role -> {
                throw new IllegalStateException("notices/receivers.yaml: there is no role " + role);
            });
        }
        this.table = table;
    }

    enum Where {
        @JsonProperty("lead")
        LEAD,
        @JsonProperty("community")
        COMMUNITY,
        @JsonProperty("grid")
        GRID,
        @JsonProperty("street")
        STREET,
        @JsonProperty("task")
        TASK,
        /** Somebody outside the office, whom the occasion names. */
        @JsonProperty("holder")
        HOLDER
    }

    record Receiver(String id, Label title, Where in, List<String> roles) {}

    record Warning(String ruleSet, Set<String> results) {}

    record Table(List<Receiver> receivers, List<Warning> warnings, Set<String> urgent, int together) {}

    private static Table read() {
        try (InputStream file = Receivers.class.getResourceAsStream("/notices/receivers.yaml")) {
            return new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file, Table.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read notices/receivers.yaml", unreadable);
        }
    }

    boolean isUrgent(String grade) {
        return table.urgent().contains(grade);
    }

    int together() {
        return table.together();
    }

    Receiver find(String id) {
        return table.receivers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("notices/receivers.yaml does not say who is " + id));
    }

    /** What somebody outside the office is called. */
    Label outsider() {
        return table.receivers().stream()
                .filter(each -> each.in() == Where.HOLDER)
                .map(Receiver::title)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("notices/receivers.yaml names nobody outside"));
    }

    Optional<Label> title(String id) {
        return table.receivers().stream()
                .filter(each -> each.id().equals(id))
                .map(Receiver::title)
                .findFirst();
    }

    /** What of a decision is a warning: the ids of its news, or its new result; empty = nothing. */
    List<String> warning(DecisionMade made) {
        Warning warning = table.warnings().stream()
                .filter(each -> each.ruleSet().equals(made.ruleSet()))
                .findFirst()
                .orElse(null);
        if (warning == null) {
            return List.of();
        }
        String result = made.evaluation().result();
        return warning.results().isEmpty()
                ? made.news()
                : warning.results().contains(result) && !result.equals(made.previous()) ? List.of(result) : List.of();
    }

    /**
     * The duties that a receiver stands for; none where nobody knows the place.
     *
     * @param leads the departments that lead
     * @param grid where it lies; null = nobody knows
     */
    Set<Duty> duties(Receiver receiver, Set<AreaId> leads, @Nullable AreaId grid, Map<AreaId, Area> areas) {
        Set<Duty> duties = new LinkedHashSet<>();
        Set<AreaId> places = receiver.in() == Where.LEAD ? leads : above(receiver.in(), grid, areas);
        for (AreaId each : places) {
            receiver.roles().forEach(role -> duties.add(new Duty(role, each.value())));
        }
        return duties;
    }

    private static Set<AreaId> above(Where in, @Nullable AreaId grid, Map<AreaId, Area> areas) {
        Area.Kind wanted = switch (in) {
            case COMMUNITY -> Area.Kind.COMMUNITY;
            case GRID -> Area.Kind.GRID;
            case STREET -> Area.Kind.STREET;
            default -> null;
        };
        if (in == Where.STREET) {
            return areas.values().stream()
                    .filter(each -> each.kind() == Area.Kind.STREET)
                    .map(Area::id)
                    .collect(java.util.stream.Collectors.toSet());
        }
        for (Area at = grid == null ? null : areas.get(grid); at != null && wanted != null; at = parent(at, areas)) {
            if (at.kind() == wanted) {
                return Set.of(at.id());
            }
        }
        return Set.of();
    }

    private static @Nullable Area parent(Area at, Map<AreaId, Area> areas) {
        return at.parent() == null ? null : areas.get(at.parent());
    }
}
