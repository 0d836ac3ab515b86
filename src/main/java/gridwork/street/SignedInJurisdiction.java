package gridwork.street;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

@Component
class SignedInJurisdiction implements Jurisdiction {
    private final Officers officers;
    private final Areas areas;

    SignedInJurisdiction(Officers officers, Areas areas) {
        this.officers = officers;
        this.areas = areas;
    }

    @Override
    public Optional<Officer> officer() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn == null
                        || !signedIn.isAuthenticated()
                        || !signedIn.getName().matches("[a-z0-9][a-z0-9._-]{0,63}")
                ? Optional.empty()
                : officers.find(new OfficerId(signedIn.getName())).filter(Officer::active);
    }

    private record Held(Area.Kind kind, AreaId area) {}

    private Set<Held> held() {
        return officer().map(Officer::duties).orElse(Set.of()).stream()
                .flatMap(duty -> areas.find(new AreaId(duty.area())).stream())
                .map(area -> new Held(area.kind(), area.id()))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Set<AreaId>> areas() {
        Set<Held> held = held();
        if (held.stream().anyMatch(it -> it.kind() == Area.Kind.STREET || it.kind() == Area.Kind.DEPARTMENT)) {
            return Optional.empty();
        }
        Set<AreaId> seen = new HashSet<>();
        held.forEach(it -> seen.addAll(areas.within(it.area())));
        return Optional.of(seen);
    }

    @Override
    public Optional<Set<AreaId>> departments() {
        Set<Held> held = held();
        boolean onlyDepartments = held.stream().allMatch(it -> it.kind() == Area.Kind.DEPARTMENT);
        return onlyDepartments
                ? Optional.of(held.stream().map(Held::area).collect(Collectors.toSet()))
                : Optional.empty();
    }
}
