package gridwork.cases.joint;

import gridwork.cases.Case;
import gridwork.cases.moves.GoesBack;
import org.springframework.stereotype.Component;

/** A new day is fixed for the departments that have not signed; what is signed is not asked again. */
@Component
class VisitGoesBack implements GoesBack {
    @Override
    public String process() {
        return JointInspection.PROCESS;
    }

    @Override
    public boolean goesOn(Case below) {
        return Parts.isSigned(below);
    }
}
