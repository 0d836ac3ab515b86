package gridwork;

import gridwork.facts.SubjectId;
import gridwork.facts.SubjectSelection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom a selection picks out. */
public final class Selected {
    private Selected() {}

    public static Set<SubjectId> by(SubjectSelection selection, JdbcClient jdbc) {
        Map<String, Object> parameters = new HashMap<>();
        return jdbc
                .sql("select id from subject where " + selection.of(parameters))
                .params(parameters)
                .query((row, number) -> new SubjectId(row.getLong(1)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
