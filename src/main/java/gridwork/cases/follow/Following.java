package gridwork.cases.follow;

import gridwork.cases.report.Report;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks a code up: it is right, or it tells nothing, or somebody has tried too many. */
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

    /** @param report empty = a wrong code; {@code tooMany}: nobody looked */
    public record Looked(Optional<Report> report, boolean tooMany) {}

    public Looked look(String code, String address) {
        if (tries.tooMany(address)) {
            return new Looked(Optional.empty(), true);
        }
        Optional<Report> found = codes.find(code);
        if (found.isEmpty()) {
            tries.failed(address);
        }
        return new Looked(found, false);
    }

    public Progress.Shown shown(Report report) {
        return progress.of(report);
    }
}
