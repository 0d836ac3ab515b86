package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the rules are told of a case when they are asked about its next level. */
final class StepQuestions {
    private StepQuestions() {}

    /** @param from the level that it leaves, or how else it comes */
    static Map<String, Object> about(Case of, Procedure procedure, String from) {
        Map<String, Object> asked = new HashMap<>();
        JsonNode values = Values.of(of);
        asked.put("from", from);
        asked.put(Values.GRADE, grade(of, procedure));
        asked.put(Values.REOPENED, values.path(Values.REOPENED).asInt());
        procedure.opens().stream()
                .flatMap(each -> each.keeps().stream())
                .filter(values::hasNonNull)
                .forEach(name -> asked.put(name, values.path(name).asText()));
        return asked;
    }

    static String grade(Case of, Procedure procedure) {
        String grade = Values.of(of).path(Values.GRADE).asText("");
        return grade.isEmpty()
                ? Objects.requireNonNull(procedure.steps()).otherwise().grade()
                : grade;
    }
}
