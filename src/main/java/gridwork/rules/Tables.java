package gridwork.rules;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.io.ResourceType;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.event.AfterEvaluateDecisionTableEvent;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.model.api.DMNElement;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;

/** The decision tables of one DMN file, compiled once; asked by many threads. */
final class Tables {
    private static final String ROWS = "gridwork.rows";
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|-?\\d+(?:\\.\\d+)?|true|false|null");
    private final DMNRuntime runtime;
    private final DMNModel model;
    private final Map<String, RowHit> rows;
    private final Set<String> computed;

    private Tables(DMNRuntime runtime, DMNModel model, Map<String, RowHit> rows) {
        this.computed = rows.values().stream()
                .map(RowHit::decision)
                .distinct()
                .map(decision -> model.getDecisionByName(decision).getDecision().getExpression())
                .filter(DecisionTable.class::isInstance)
                .flatMap(table -> ((DecisionTable) table).getRule().stream())
                .filter(rule -> rule.getOutputEntry().stream()
                        .anyMatch(
                                cell -> !LITERAL.matcher(cell.getText().strip()).matches()))
                .map(DMNElement::getId)
                .collect(Collectors.toUnmodifiableSet());
        this.runtime = runtime;
        this.model = model;
        this.rows = rows;
    }

    static Tables compile(String name, byte[] dmn) {
        var resource = KieServices.get()
                .getResources()
                .newInputStreamResource(new ByteArrayInputStream(dmn), "UTF-8")
                .setSourcePath(name)
                .setResourceType(ResourceType.DMN);
        DMNRuntime runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(resource))
                .getOrElseThrow(failure -> new IllegalStateException(name + " cannot be compiled", failure));
        DMNModel model = runtime.getModels().get(0);
        if (model.hasErrors()) {
            throw new IllegalStateException(name + " cannot be compiled: " + errors(model.getMessages()));
        }
        runtime.addListener(new DMNRuntimeEventListener() {
            @Override
            public void afterEvaluateDecisionTable(AfterEvaluateDecisionTableEvent event) {
                if (event.getResult().getContext().getMetadata().get(ROWS) instanceof Rows seen) {
                    List<String> selected = event.getSelectedIds();
                    if (selected != null) {
                        seen.ids.addAll(selected);
                    }
                }
            }
        });
        return new Tables(runtime, model, rowsOf(model));
    }

    private static String errors(List<DMNMessage> messages) {
        return messages.stream()
                .filter(each -> each.getSeverity() == DMNMessage.Severity.ERROR)
                .map(DMNMessage::getText)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Map<String, RowHit> rowsOf(DMNModel model) {
        var rows = new LinkedHashMap<String, RowHit>();
        for (var element : model.getDefinitions().getDrgElement()) {
            if (element instanceof Decision decision && decision.getExpression() instanceof DecisionTable table) {
                for (DecisionRule rule : table.getRule()) {
                    String basis = rule.getDescription() == null ? "" : rule.getDescription();
                    rows.put(
                            rule.getId(),
                            new RowHit(rule.getId(), decision.getName(), text(table, rule, Map.of()), basis));
                }
            }
        }
        return rows;
    }

    /** @param outputs by name what the cells on the right came to */
    private static String text(DecisionTable table, DecisionRule rule, Map<?, ?> outputs) {
        var conditions = new ArrayList<String>();
        for (int i = 0; i < table.getInput().size(); i++) {
            String cell = rule.getInputEntry().get(i).getText();
            if (!cell.equals("-")) {
                var input = table.getInput().get(i);
                String label =
                        input.getLabel() == null ? input.getInputExpression().getText() : input.getLabel();
                conditions.add(label + " " + spoken(cell));
            }
        }
        var results = new ArrayList<String>();
        for (int i = 0; i < table.getOutput().size(); i++) {
            String cell = rule.getOutputEntry().get(i).getText();
            if (!cell.equals("null")) {
                var output = table.getOutput().get(i);
                String label = output.getLabel() == null ? output.getName() : output.getLabel();
                results.add(label + " " + computed(cell, outputs.get(output.getName())));
            }
        }
        String then = String.join("，", results);
        return conditions.isEmpty() ? then : String.join("，", conditions) + " → " + then;
    }

    /** A row with what its computed outputs came to in place of how they are computed. */
    RowHit row(String id, Map<?, ?> outputs) {
        RowHit row = row(id);
        if (!computed.contains(id)) {
            return row;
        }
        DecisionTable table = table(row.decision());
        for (DecisionRule rule : table.getRule()) {
            if (id.equals(rule.getId())) {
                return new RowHit(id, row.decision(), text(table, rule, outputs), row.basis());
            }
        }
        return row;
    }

    private static String computed(String cell, @Nullable Object value) {
        return value == null || LITERAL.matcher(cell.strip()).matches()
                ? spoken(cell)
                : String.valueOf(TabledRuleSet.shown(value));
    }

    static String spoken(String cell) {
        return switch (cell) {
            case "true" -> "是";
            case "false" -> "否";
            default -> cell.replace("\"", "");
        };
    }

    DMNModel model() {
        return model;
    }

    /** Every row by id, in the order of the file. */
    Map<String, RowHit> rows() {
        return rows;
    }

    /** The cells on the left side of a table. */
    List<String> inputCells(String decision) {
        if (model.getDecisionByName(decision) != null
                && model.getDecisionByName(decision).getDecision().getExpression() instanceof DecisionTable table) {
            return table.getRule().stream()
                    .flatMap(rule -> rule.getInputEntry().stream())
                    .map(cell -> cell.getText())
                    .toList();
        }
        return List.of();
    }

    /** The cells of one column on the left side of a table. */
    List<String> inputCells(String decision, String expression) {
        if (model.getDecisionByName(decision) == null
                || !(model.getDecisionByName(decision).getDecision().getExpression() instanceof DecisionTable table)) {
            return List.of();
        }
        var cells = new ArrayList<String>();
        for (int i = 0; i < table.getInput().size(); i++) {
            if (table.getInput().get(i).getInputExpression().getText().strip().equals(expression)) {
                for (DecisionRule rule : table.getRule()) {
                    cells.add(rule.getInputEntry().get(i).getText());
                }
            }
        }
        return cells;
    }

    /** The table of a decision, to be read cell by cell. */
    DecisionTable table(String decision) {
        var found = model.getDecisionByName(decision);
        if (found != null && found.getDecision().getExpression() instanceof DecisionTable table) {
            return table;
        }
        throw new IllegalStateException("there is no table " + decision);
    }

    RowHit row(String id) {
        RowHit row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("there is no row " + id);
        }
        return row;
    }

    /** @param value null = no row matched */
    record Answer(@Nullable Object value, List<String> rows) {}

    Answer ask(String decision, Map<String, Object> inputs) {
        DMNContext context = runtime.newContext();
        var seen = new Rows();
        context.getMetadata().set(ROWS, seen);
        inputs.forEach(context::set);
        var result = runtime.evaluateByName(model, context, decision);
        if (result.hasErrors()) {
            throw new IllegalStateException(decision + " cannot be decided: " + errors(result.getMessages()));
        }
        return new Answer(result.getContext().get(decision), List.copyOf(seen.ids));
    }

    private static final class Rows {
        final List<String> ids = new ArrayList<>();
    }
}
