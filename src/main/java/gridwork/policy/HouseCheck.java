package gridwork.policy;

import gridwork.cases.ProcedureWords;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.platform.Label;
import gridwork.rules.FactVocabulary;
import gridwork.rules.ProjectCheck;
import gridwork.rules.SourceTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The check of a project against the kinds of fact, matters and roles that this program knows. */
public final class HouseCheck {
    private HouseCheck() {}

    public static ProjectCheck of(SourceTree project, FactKinds kinds, ProjectCheck.Origin origin) {
        return ProjectCheck.of(project, vocabulary(kinds), ProcedureWords.shipped(), origin);
    }

    static FactVocabulary vocabulary(FactKinds kinds) {
        Map<String, Map<String, Label>> words = new LinkedHashMap<>();
        for (FactKind kind : kinds.all()) {
            Map<String, Label> categories = new LinkedHashMap<>();
            kind.categories().forEach(each -> categories.put(each.id(), each.title()));
            words.put(kind.id(), categories);
        }
        return new FactVocabulary(
                words, kinds.all().stream().collect(Collectors.toMap(FactKind::id, FactKind::properties)));
    }
}
