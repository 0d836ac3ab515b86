package gridwork;

import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.Set;
import org.springframework.context.annotation.Lazy;

/** The office of the tests: one street, and officers whose password is their name. */
@Lazy
public class Staff {
    public static final AreaId STREET = new AreaId("street");

    private final Areas areas;
    private final Officers officers;
    private final Accounts accounts;
    private final Work work;

    Staff(Areas areas, Officers officers, Accounts accounts, Work work) {
        this.areas = areas;
        this.officers = officers;
        this.accounts = accounts;
        this.work = work;
    }

    public Staff street() {
        work.run(() -> {
            if (areas.find(STREET).isEmpty()) {
                areas.put(new Area(STREET, Area.Kind.STREET, "测试街道", null));
            }
        });
        return this;
    }

    /** An officer of the street with a role; the same again changes nothing. */
    public OfficerId officer(String name, String role) {
        street();
        var id = new OfficerId(name);
        if (officers.find(id).isEmpty()) {
            work.run(() -> accounts.create(id, name, Set.of(new Duty(role, STREET.value())), name, "test"));
        }
        return id;
    }
}
