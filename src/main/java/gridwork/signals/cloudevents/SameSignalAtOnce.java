package gridwork.signals.cloudevents;

import gridwork.platform.Collision;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The same signal came twice at once: received again, the later is known. */
@Component
class SameSignalAtOnce implements Collision {
    @Override
    public boolean is(Throwable failure) {
        return failure instanceof DuplicateKeyException
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("uq_signal_identity");
    }
}
