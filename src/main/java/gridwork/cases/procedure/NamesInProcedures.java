package gridwork.cases.procedure;

import gridwork.cases.ProcedureWords;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.rules.FactVocabulary;
import gridwork.rules.Finding;
import gridwork.rules.ProjectCheck;
import gridwork.rules.SourceTree;
import gridwork.street.Clocks;
import gridwork.street.Matters;
import gridwork.street.Roles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The build checks what the files name against the catalogue that comes with the program; this checks it against the
 * catalogue of the street, which its office edits.
 */
@Component
class NamesInProcedures {
    private final FactKinds kinds;
    private final Matters matters;
    private final Clocks clocks;
    private final Roles roles;

    NamesInProcedures(FactKinds kinds, Matters matters, Clocks clocks, Roles roles) {
        this.kinds = kinds;
        this.matters = matters;
        this.clocks = clocks;
        this.roles = roles;
    }

    List<Finding> check(SourceTree files) {
        return ProjectCheck.names(
                files,
                new FactVocabulary(
                        kinds.all().stream()
                                .collect(Collectors.toMap(
                                        FactKind::id,
                                        each -> each.categories().stream()
                                                .collect(Collectors.toMap(
                                                        FactKind.Category::id, FactKind.Category::title)))),
                        Map.of()),
                ProcedureWords.of(matters, clocks, roles));
    }
}
