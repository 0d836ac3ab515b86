package gridwork.cases.appeal;

import gridwork.platform.Label;
import gridwork.street.Area;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be replied and who looks at it: {@code reply.yaml} beside a process.
 *
 * @param process the folder under {@code bpmn/}
 * @param kinds the kinds of fact that it may be about; empty = all but those of the program's own
 * @param longest characters of what is written
 * @param files how many at most
 * @param times how often at most about the same fact or result; what was withdrawn does not count
 * @param another whether only somebody may look who had no hand in what it is about
 * @param levels who looks, from the first to the last
 * @param repaired what a repair is recorded as, by the kind of subject
 */
record ReplyForm(
        String process,
        Way way,
        Set<Target.Kind> about,
        Set<String> kinds,
        int longest,
        int files,
        int times,
        boolean another,
        List<Level> levels,
        Meanwhile meanwhile,
        List<Repaired> repaired) {
    ReplyForm {
        kinds = kinds == null ? Set.of() : kinds;
        repaired = repaired == null ? List.of() : repaired;
    }

    enum Way {
        /** It is wrong. */
        APPEAL,
        /** It is put right. */
        REPAIR
    }

    /**
     * @param in {@code DEPARTMENT} = the one that answers for the matter; {@code STREET}
     * @param roles the first that somebody holds there
     */
    record Level(String id, Label title, Area.Kind in, List<String> roles) {}

    /** @param marked whether what it is about is shown as under review */
    record Meanwhile(boolean marked) {}

    record Repaired(
            String subject,
            String kind,
            String category,
            @Nullable BigDecimal amount) {}

    Optional<Repaired> repairedOf(String kindOfSubject) {
        return repaired.stream()
                .filter(each -> each.subject().equals(kindOfSubject))
                .findFirst();
    }
}
