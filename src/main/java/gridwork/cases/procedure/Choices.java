package gridwork.cases.procedure;

import gridwork.cases.Case;
import gridwork.decisions.Decisions;
import gridwork.platform.Label;
import gridwork.rules.Item;
import gridwork.street.Area;
import gridwork.street.Areas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a field of a form may be, where it can only be chosen. */
@Component
public class Choices {
    /** Every department but the one that carries the case. */
    static final String DEPARTMENTS = "departments";

    private final Procedures procedures;
    private final Areas areas;
    private final Decisions decisions;

    Choices(Procedures procedures, Areas areas, Decisions decisions) {
        this.procedures = procedures;
        this.areas = areas;
        this.decisions = decisions;
    }

    public record Choice(String id, Label title) {}

    /** By field, of all forms of the case's process. */
    public Map<String, List<Choice>> of(Case it) {
        Map<String, List<Choice>> all = new LinkedHashMap<>();
        procedures.around(it.matter()).stream()
                .flatMap(each -> each.forms().values().stream())
                .forEach(form -> form.choices().forEach((field, from) -> all.put(field, from(it, from))));
        return all;
    }

    List<Choice> from(Case it, String source) {
        return source.equals(DEPARTMENTS)
                ? areas.all().stream()
                        .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                        .filter(each -> !each.id()
                                .value()
                                .equals(Values.of(it).path(Values.DEPARTMENT).asText()))
                        .map(each -> new Choice(each.id().value(), new Label(each.name(), each.name())))
                        .toList()
                : decisions.ruleSet(source).items().stream()
                        .map((Item each) -> new Choice(each.id(), each.label()))
                        .toList();
    }
}
