package gridwork.rules;

import gridwork.platform.Label;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What several facts mean together (线索): patterns over several subjects and moments. Pure: the same facts make the same
 * findings, in whatever order they are given.
 */
public interface Patterns {
    /** The kind of fact that a finding becomes; its categories are the palette. */
    String FACT_KIND = "signal-finding";

    /** The result of a finding whose evidence fell away. */
    String WITHDRAWN = "withdrawn";

    String id();

    Label title();

    Label question();

    String owner();

    /** The patterns there are, and {@link #WITHDRAWN}. */
    List<Grade> palette();

    default Grade grade(String pattern) {
        return palette().stream()
                .filter(each -> each.id().equals(pattern))
                .findFirst()
                .orElse(Grade.UNKNOWN);
    }

    /** The kinds of fact that can make, change or undo a finding. */
    Set<String> factKinds();

    /** How far around a new fact one has to look, by the parameters of a day. */
    List<Reach> reaches(LocalDate on);

    /** How many metres around a finding to look for the grid that it lies in. */
    int locateWithin(LocalDate on);

    /** In the order of their keys. */
    List<PatternFound> find(Collection<Observed> facts, LocalDate on);

    /** A rule or a row of the parameters by its permanent id, found or not. */
    Optional<RowHit> row(String id);
}
