package gridwork.cases.clock;

import gridwork.cases.Case;
import gridwork.platform.Refused;
import gridwork.street.Jurisdiction;
import gridwork.street.Roles;
import org.springframework.stereotype.Component;

/**
 * Who may do what with the clocks of the cases that they see: {@code may} in {@code street/roles.yaml}; nobody in a case that
 * is about what they had a hand in.
 */
@Component
public class ClockRights {
    private final Jurisdiction jurisdiction;
    private final Roles roles;

    ClockRights(Jurisdiction jurisdiction, Roles roles) {
        this.jurisdiction = jurisdiction;
        this.roles = roles;
    }

    /** Whether the signed-in officer may pause the clocks of a case and let them go on. */
    public boolean mayPause(Case of) {
        return may("pause-clock", of);
    }

    /** Whether the signed-in officer may give more time. */
    public boolean mayExtend(Case of) {
        return may("extend-clock", of);
    }

    public void pausing(Case of) {
        require(mayPause(of));
    }

    public void extending(Case of) {
        require(mayExtend(of));
    }

    private boolean may(String act, Case of) {
        return jurisdiction
                .officer()
                .filter(each -> roles.may(each, act) && !of.bars(each.id()))
                .isPresent();
    }

    private static void require(boolean may) {
        if (!may) {
            throw new Refused("clock-not-yours");
        }
    }
}
