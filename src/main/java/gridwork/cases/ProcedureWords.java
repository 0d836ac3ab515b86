package gridwork.cases;

import gridwork.cases.clock.ClockTitles;
import gridwork.rules.ProcedureVocabulary;
import gridwork.street.Clocks;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Role;
import gridwork.street.Roles;
import gridwork.street.StreetNames;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a {@code procedure.yaml} may name of the street and of clocks. */
public final class ProcedureWords {
    private ProcedureWords() {}

    /** As a new street has it. */
    public static ProcedureVocabulary shipped() {
        StreetNames street = StreetNames.shipped();
        return new ProcedureVocabulary(street.matters(), withItems(street.clocks()), street.roles());
    }

    /** As the catalogue stands now. */
    public static ProcedureVocabulary of(Matters matters, Clocks clocks, Roles roles) {
        return new ProcedureVocabulary(
                matters.all().stream()
                        .collect(Collectors.toMap(Matter::id, each -> Objects.toString(each.process(), ""))),
                withItems(clocks.all().stream().map(Clocks.Kind::id).collect(Collectors.toSet())),
                roles.all().stream().map(Role::id).collect(Collectors.toSet()));
    }

    private static Set<String> withItems(Set<String> clocks) {
        Set<String> all = new HashSet<>(clocks);
        all.addAll(ClockTitles.items());
        return all;
    }
}
