package gridwork.street.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** What the house has to carry a matter: processes, rule sets, kinds of subject. */
@Component
public class KnownParts {
    private final Set<String> processes = folders("classpath*:bpmn/*/*.bpmn", ".*/bpmn/([a-z][a-z0-9-]*)/[^/]+");
    private final Set<String> ruleSets = folders("classpath*:rules/*/*.yaml", ".*/rules/([a-z][a-z0-9-]*)/[^/]+");
    private final List<String> subjects;

    KnownParts(@Value("${gridwork.subject-kinds}") List<String> subjects) {
        this.subjects = List.copyOf(subjects);
    }

    public Set<String> processes() {
        return processes;
    }

    public Set<String> ruleSets() {
        return ruleSets;
    }

    public List<String> subjects() {
        return subjects;
    }

    private static Set<String> folders(String files, String named) {
        Pattern name = Pattern.compile(named);
        Set<String> all = new TreeSet<>();
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources(files)) {
                Matcher folder = name.matcher(each.getURL().toString());
                if (folder.matches()) {
                    all.add(folder.group(1));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }
}
