package gridwork.cases.clock;

import gridwork.platform.Refused;
import gridwork.street.Jurisdiction;
import gridwork.street.Roles;
import org.springframework.stereotype.Component;

/** Who may do what with the clocks of the cases that they see: {@code may} in {@code street/roles.yaml}. */
@Component
public class ClockRights {
    private final Jurisdiction jurisdiction;
    private final Roles roles;

    ClockRights(Jurisdiction jurisdiction, Roles roles) {
        this.jurisdiction = jurisdiction;
        this.roles = roles;
    }

    /** Whether the signed-in officer may pause clocks and let them go on. */
    public boolean mayPause() {
        return may("pause-clock");
    }

    /** Whether the signed-in officer may give more time. */
    public boolean mayExtend() {
        return may("extend-clock");
    }

    public void pausing() {
        require(mayPause());
    }

    public void extending() {
        require(mayExtend());
    }

    private boolean may(String act) {
        return jurisdiction.officer().filter(each -> roles.may(each, act)).isPresent();
    }

    private static void require(boolean may) {
        if (!may) {
            throw new Refused("clock-not-yours");
        }
    }
}
