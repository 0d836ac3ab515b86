package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.moves.GoesBack;
import org.springframework.stereotype.Component;

/** A record that is asked again is a new version, which all sign anew; who signed the one before has signed that one. */
@Component
class RecordGoesBack implements GoesBack {
    private final StoredCases cases;

    RecordGoesBack(StoredCases cases) {
        this.cases = cases;
    }

    @Override
    public String process() {
        return SiteCheck.PROCESS;
    }

    @Override
    public void askedAgain(Case of, String step) {
        if (step.equals(SiteCheck.RECORD)) {
            ObjectNode details = of.details().deepCopy();
            details.put(
                    SiteCheck.RECORD_VERSION,
                    details.path(SiteCheck.RECORD_VERSION).asInt(1) + 1);
            cases.change(of, of.dueOn(), of.secret(), details);
        }
    }
}
