package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.ProcessValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What diagrams ask of their case under the names that their folder lists; what is not there is the cautious answer. */
@Component
class KeptValues implements ProcessValues {
    private final Procedures procedures;
    private final CaseBook cases;

    KeptValues(Procedures procedures, CaseBook cases) {
        this.procedures = procedures;
        this.cases = cases;
    }

    @Override
    public boolean knows(String name) {
        return procedures.all().stream().anyMatch(each -> each.values().containsKey(name));
    }

    @Override
    public @Nullable Object value(String name, String businessKey) {
        Case of = cases.get(businessKey);
        Procedure.Kind kind = procedures.around(of.matter()).stream()
                .flatMap(each -> Optional.ofNullable(each.values().get(name)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(of.matter() + " has no value " + name));
        JsonNode held = Values.of(of).path(name);
        return switch (kind) {
            case FLAG -> held.asBoolean(false);
            case WORD -> held.asText("");
            case WORDS -> words(held);
        };
    }

    private static List<String> words(JsonNode held) {
        List<String> all = new ArrayList<>();
        held.forEach(each -> all.add(each.asText()));
        return all;
    }
}
