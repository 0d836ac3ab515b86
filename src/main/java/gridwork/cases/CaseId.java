package gridwork.cases;

import gridwork.platform.Ids;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public record CaseId(long value) {
    /** The case of a process by its business key; empty = it is none of ours. */
    public static Optional<CaseId> ofKey(@Nullable String businessKey) {
        return businessKey == null ? Optional.empty() : Ids.read(businessKey).map(CaseId::new);
    }
}
