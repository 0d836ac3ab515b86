package gridwork.policy.backtest;

import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads a scope from words: a kind of subject, the id or name of an area, or {@code kind/code} of one subject. */
@Component
public class Scopes {
    private final Areas areas;
    private final Matters matters;
    private final Subjects subjects;

    Scopes(Areas areas, Matters matters, Subjects subjects) {
        this.areas = areas;
        this.matters = matters;
        this.subjects = subjects;
    }

    /**
     * @param kinds of subject that the rules know
     * @throws Refused {@code backtest-scope} for a word that is nothing of these
     */
    public Scope read(List<String> words, Set<String> kinds) {
        Set<String> ofKinds = new LinkedHashSet<>();
        Set<AreaId> within = new HashSet<>();
        Set<SubjectId> only = new LinkedHashSet<>();
        boolean anywhere = true;
        for (String word : words) {
            Optional<Area> area = area(word);
            if (isKind(word, kinds)) {
                ofKinds.add(word);
            } else if (area.isPresent()) {
                anywhere = false;
                within.addAll(areas.within(area.get().id()));
            } else {
                only.add(SubjectRef.read(word)
                        .flatMap(subjects::find)
                        .orElseThrow(() -> new Refused("backtest-scope", word))
                        .id());
            }
        }
        return new Scope(List.copyOf(words), ofKinds, anywhere ? null : within, only);
    }

    private boolean isKind(String word, Set<String> kinds) {
        return kinds.contains(word)
                || matters.all().stream().map(Matter::subject).anyMatch(word::equals);
    }

    private Optional<Area> area(String word) {
        return areas.all().stream()
                .filter(each -> each.kind() != Area.Kind.DEPARTMENT)
                .filter(each -> each.id().value().equals(word) || each.name().equals(word))
                .findFirst();
    }
}
