package gridwork.platform.outgoing;

import gridwork.platform.Collision;
import org.springframework.stereotype.Component;

/** The same was told twice at once: done again, the later finds it told. */
@Component
class SameMessageAtOnce implements Collision {
    @Override
    public boolean is(Throwable failure) {
        return Collision.atKey(failure, "uq_outgoing_key");
    }
}
