package gridwork.street;

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
    private final Matters matters;

    SignedInJurisdiction(Officers officers, Areas areas, Matters matters) {
        this.officers = officers;
        this.areas = areas;
        this.matters = matters;
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

    @Override
    public Reach reach() {
        return officer()
                .map(each -> new Reach(each.duties().stream()
                        .map(Duty::area)
                        .distinct()
                        .flatMap(area -> areas.find(new AreaId(area)).stream())
                        .map(this::part)
                        .toList()))
                .orElse(Reach.NOTHING);
    }

    private Reach.Part part(Area area) {
        return switch (area.kind()) {
            case STREET -> new Reach.Part(null, null);
            case COMMUNITY, GRID -> new Reach.Part(areas.within(area.id()), null);
            case DEPARTMENT -> new Reach.Part(null, of(area.id()));
        };
    }

    private Set<Matter> of(AreaId department) {
        return matters.all().stream().filter(each -> each.concerns(department)).collect(Collectors.toSet());
    }
}
