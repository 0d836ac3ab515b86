package gridwork.facts;

import gridwork.platform.Collision;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Two transactions recorded the same fact or registered the same subject: done again, the later finds it known. */
@Component
class SameAtOnce implements Collision {
    @Override
    public boolean is(Throwable failure) {
        String said = failure instanceof DuplicateKeyException
                ? String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT)
                : "";
        return said.contains("uq_fact_identity") || said.contains("uq_subject_ref");
    }
}
