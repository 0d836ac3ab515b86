package gridwork.platform.outgoing;

import gridwork.platform.Collision;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The same was told twice at once: done again, the later finds it told. */
@Component
class SameMessageAtOnce implements Collision {
    @Override
    public boolean is(Throwable failure) {
        return failure instanceof DuplicateKeyException
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("uq_outgoing_key");
    }
}
