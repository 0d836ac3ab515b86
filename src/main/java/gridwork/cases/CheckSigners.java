package gridwork.cases;

import gridwork.cases.moves.Signers;
import gridwork.platform.Refused;
import gridwork.street.OfficerId;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who signs a check on site: those who were drawn for it, and whoever was added. Who was drawn must sign. */
@Component
class CheckSigners implements Signers {
    private final StoredCases cases;

    CheckSigners(StoredCases cases) {
        this.cases = cases;
    }

    @Override
    public String process() {
        return SiteCheck.PROCESS;
    }

    @Override
    public Set<OfficerId> of(Case of) {
        return cases.officers(of.id()).stream().map(OfficerId::new).collect(Collectors.toSet());
    }

    @Override
    public Set<OfficerId> added(Case of) {
        return cases.officersFrom(of.id(), places(of)).stream()
                .map(OfficerId::new)
                .collect(Collectors.toSet());
    }

    private static int places(Case of) {
        return of.details().path(SiteCheck.PLACES).asInt();
    }

    @Override
    public void add(Case of, OfficerId officer) {
        cases.rename(of.id(), Math.max(places(of), cases.nextPlace(of.id())), officer);
    }

    @Override
    public void remove(Case of, OfficerId officer) {
        if (!added(of).contains(officer)) {
            throw new Refused("signer-stays");
        }
        cases.unname(of.id(), officer);
    }
}
