package gridwork.cases;

import java.util.Map;

/** What the form of a step is given beside what every form is given, by name; a name that others have too replaces theirs. */
public interface FormContents {
    Map<String, Object> of(Case of, String step);
}
