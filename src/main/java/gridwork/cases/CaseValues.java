package gridwork.cases;

import gridwork.cases.engine.ProcessValues;
import gridwork.platform.StreetClock;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the processes ask of their case. */
@Component
class CaseValues implements ProcessValues {
    private static final Set<String> NAMES = Stream.of(
                    SiteCheck.VALUES, Rectification.VALUES, Set.of(SiteCheck.DUE_AT, Rectification.RECHECK_DUE_AT))
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    private static final String GRID_WORKER = "grid-worker";
    private static final String INSPECTOR = "inspector";
    private static final String OFFICE_CLERK = "office-clerk";

    private final StoredCases cases;
    private final Officers officers;
    private final Areas areas;
    private final StreetClock clock;

    CaseValues(StoredCases cases, Officers officers, Areas areas, StreetClock clock) {
        this.cases = cases;
        this.officers = officers;
        this.areas = areas;
        this.clock = clock;
    }

    @Override
    public boolean knows(String name) {
        return NAMES.contains(name);
    }

    @Override
    public @Nullable Object value(String name, String businessKey) {
        Case of = cases.get(new CaseId(Long.parseLong(businessKey)));
        return switch (name) {
            case SiteCheck.LEAD_INSPECTOR -> cases.officers(of.id()).get(0);
            case SiteCheck.INSPECTORS -> cases.officers(of.id());
            case SiteCheck.DUE_AT -> of.dueOn() == null ? null : Date.from(clock.endOf(of.dueOn()));
            case SiteCheck.CLEAN ->
                of.details().path(SiteCheck.FACTS_RECORDED).asBoolean(false)
                        && of.details()
                                .path(SiteCheck.RECORDED)
                                .path("findings")
                                .isEmpty();
            case SiteCheck.RECTIFICATIONS ->
                cases.cameFrom(of.id()).stream()
                        .map(each -> String.valueOf(each.id().value()))
                        .toList();
            case Rectification.RECHECK_DUE_AT ->
                Date.from(clock.endOf(LocalDate.parse(
                        of.details().path(Rectification.RECHECK_DUE_ON).asText())));
            case Rectification.WORKERS -> workers(of.area());
            case Rectification.CHECKERS -> checkers(of);
            case Rectification.OFFICE -> office();
            case Rectification.PASSED -> of.details().path(Rectification.PASSED).asBoolean(false);
            default -> throw new IllegalArgumentException("processes may not ask for " + name);
        };
    }

    /** Where no grid is known it is the office's; a grid without a worker keeps it for whoever comes, and the office sees it too. */
    private List<String> workers(@Nullable AreaId grid) {
        if (grid == null) {
            return office();
        }
        var workers = new Duty(GRID_WORKER, grid.value());
        List<String> groups = new ArrayList<>(List.of(workers.group()));
        if (officers.with(workers).isEmpty()) {
            groups.addAll(office());
        }
        return groups;
    }

    /** The inspectors' groups of those who made the check; any of their colleagues may re-check. */
    private List<String> checkers(Case rectification) {
        Set<String> groups = new TreeSet<>();
        if (rectification.parent() != null) {
            for (String inspector : cases.officers(rectification.parent())) {
                officers.find(new OfficerId(inspector)).stream()
                        .flatMap(each -> each.duties().stream())
                        .filter(duty -> duty.role().equals(INSPECTOR))
                        .map(Duty::group)
                        .forEach(groups::add);
            }
        }
        return groups.isEmpty() ? group(INSPECTOR, street()) : List.copyOf(groups);
    }

    private List<String> office() {
        return group(OFFICE_CLERK, street());
    }

    private String street() {
        return areas.street().map(AreaId::value).orElseThrow(() -> new IllegalStateException("no street is set up"));
    }

    private static List<String> group(String role, String area) {
        return List.of(new Duty(role, Objects.requireNonNull(area)).group());
    }
}
