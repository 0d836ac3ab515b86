package gridwork.cases.own;

import gridwork.platform.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is sent together is kept piece by piece: one that is refused takes no other with it. */
public final class OneByOne {
    private @Nullable Refused first;

    public void keep(Runnable piece) {
        try {
            piece.run();
        } catch (Refused refused) {
            first = first == null ? refused : first;
        }
    }

    /** The first that was refused; empty = all is kept. */
    public Optional<Refused> refused() {
        return Optional.ofNullable(first);
    }
}
