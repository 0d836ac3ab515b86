package gridwork.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of fact that there are: one JSON Schema each, and a new one needs no code. */
public interface FactKinds {
    /** The kinds that this program carries in itself, without anything started. */
    static FactKinds onClassPath() {
        return new SchemaFactKinds();
    }

    List<FactKind> all();

    Optional<FactKind> find(String kind);

    /** The properties that hold personal data, of whatever kind. */
    default Set<String> personal() {
        return all().stream().flatMap(each -> each.personal().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong with a fact by its kind's schema alone; empty = nothing. */
    Optional<Recorded.Refused> problem(NewFact fact);
}
