package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.joint.Parts;
import gridwork.street.AreaId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the departments said of an application. */
@Component
class Verdicts {
    private final Parts parts;

    Verdicts(Parts parts) {
        this.parts = parts;
    }

    /** The last part of each department that was asked. */
    Map<AreaId, Case> last(Case of) {
        Map<AreaId, Case> last = new LinkedHashMap<>();
        parts.of(of).forEach(each -> last.put(Parts.department(each), each));
        return last;
    }

    static boolean agreed(Case part) {
        return part.details()
                .path(Approval.DECISION)
                .path(Approval.OUTCOME)
                .asText()
                .equals(Approval.AGREE);
    }

    static boolean isDecided(Case part) {
        return part.details().has(Approval.DECISION);
    }

    /** Every department that has to be asked was, and agreed: nobody agrees by silence. */
    boolean allAgreed(Case of) {
        Map<AreaId, Case> last = last(of);
        return !last.isEmpty()
                && last.keySet().containsAll(parts.departments(of))
                && last.values().stream().allMatch(Verdicts::agreed);
    }
}
