package gridwork.cases.follow;

import gridwork.cases.report.Report;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Looks a code up: it is right, or it tells nothing, or too many wrong ones came from there.
 *
 * <p>Whoever has a right code is always answered, whatever others tried: a whole neighbourhood may come from one address. To
 * wait with right codes too would protect nothing: a code is one of 2^130, so that a thousand million tries a second, for a
 * century, find one of a million codes in use with a chance below 1 in 10^14. And it tells nothing: a wrong code gets what every wrong
 * code gets, near or far. The wait keeps off what wrong codes cost, which is written down no more once there are too many.
 */
@Component
public class Following {
    private final FollowCodes codes;
    private final Tries tries;
    private final Progress progress;

    Following(FollowCodes codes, Tries tries, Progress progress) {
        this.codes = codes;
        this.tries = tries;
        this.progress = progress;
    }

    /** @param report empty = a wrong code; {@code tooMany}: the last of too many */
    public record Looked(Optional<Report> report, boolean tooMany) {}

    public Looked look(String code, String address) {
        Optional<Report> found = codes.find(code);
        if (found.isPresent()) {
            return new Looked(found, false);
        }
        if (tries.tooMany(address)) {
            return new Looked(found, true);
        }
        tries.failed(address);
        return new Looked(found, false);
    }

    public Progress.Shown shown(Report report) {
        return progress.of(report);
    }
}
