package gridwork.facts;

import gridwork.platform.Collision;
import org.springframework.stereotype.Component;

/** Two transactions recorded the same fact or registered the same subject: done again, the later finds it known. */
@Component
class SameAtOnce implements Collision {
    @Override
    public boolean is(Throwable failure) {
        return Collision.atKey(failure, "uq_fact_identity", "uq_subject_ref");
    }
}
