package gridwork.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.feel.lang.CompiledExpression;
import org.kie.dmn.feel.lang.CompilerContext;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.feel.util.BuiltInTypeUtils;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputData;

/**
 * A decision table read cell by cell, so that a missing scalar leaves open only the rows that look at it: a row does not
 * hold where one of its cells does not, whatever is missing beside it. The cells are the engine's own unary tests; what
 * they say of the same scalars is kept, for they are pure.
 */
final class ManyTable {
    private static final int REMEMBERED = 4_000;

    private record Cell(boolean open, List<UnaryTest> tests, String wanted, Set<String> names) {}

    private record Column(String label, CompiledExpression expression, Set<String> names, List<Cell> cells) {}

    private record Output(String name, List<CompiledExpression> cells) {}

    /** @param outputs by column, without those that are null; of rows that hold */
    record Read(RowHit row, Met met, List<Criterion> criteria, Map<String, Object> outputs) {}

    private final FEELImpl feel = (FEELImpl) FEELBuilder.builder().build();
    private final List<RowHit> rows = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<String> scalars;
    private final Map<List<@Nullable Object>, Criterion[]> known = new ConcurrentHashMap<>();

    ManyTable(DMNModel model, DecisionTable table, Map<String, RowHit> texts) {
        var types = new LinkedHashMap<String, Type>();
        for (var element : model.getDefinitions().getDrgElement()) {
            if (element instanceof InputData input && input.getVariable().getTypeRef() != null) {
                types.put(
                        input.getName(),
                        BuiltInTypeUtils.determineTypeFromName(
                                input.getVariable().getTypeRef().getLocalPart()));
            }
        }
        this.scalars = types.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        table.getRule().forEach(rule -> rows.add(texts.get(rule.getId())));
        for (int i = 0; i < table.getInput().size(); i++) {
            int at = i;
            var input = table.getInput().get(i);
            String expression = input.getInputExpression().getText();
            columns.add(new Column(
                    input.getLabel() == null ? expression : input.getLabel(),
                    compiled(expression, types),
                    named(expression),
                    table.getRule().stream()
                            .map(rule -> cell(rule.getInputEntry().get(at).getText(), types))
                            .toList()));
        }
        for (int i = 0; i < table.getOutput().size(); i++) {
            int at = i;
            outputs.add(new Output(
                    table.getOutput().get(i).getName() == null
                            ? ""
                            : table.getOutput().get(i).getName(),
                    table.getRule().stream()
                            .map(rule -> compiled(rule.getOutputEntry().get(at).getText(), types))
                            .toList()));
        }
    }

    private Cell cell(String text, Map<String, Type> types) {
        boolean open = text.strip().equals("-");
        return new Cell(
                open, open ? List.of() : feel.evaluateUnaryTests(text, types), Tables.spoken(text), named(text));
    }

    private CompiledExpression compiled(String text, Map<String, Type> types) {
        CompilerContext context = feel.newCompilerContext();
        types.forEach(context::addInputVariableType);
        return feel.compile(text, context);
    }

    /** The scalars that an expression names; a longer name is not taken for the shorter one within it. */
    private Set<String> named(String text) {
        String rest = text.replaceAll("\"(?:[^\"\\\\]|\\\\.)*+\"", "\"\"");
        var names = new LinkedHashSet<String>();
        for (String each : scalars) {
            if (rest.contains(each)) {
                names.add(each);
                rest = rest.replace(each, "\"\"");
            }
        }
        return names;
    }

    /** Every row, in the order of the file. */
    List<Read> read(Map<String, Object> given) {
        EvaluationContext context = feel.newEvaluationContext(List.of(), given);
        var all = new ArrayList<Criterion[]>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(column(i, given, context));
        }
        var reads = new ArrayList<Read>();
        for (int row = 0; row < rows.size(); row++) {
            var criteria = new ArrayList<Criterion>();
            Met met = Met.MET;
            for (int i = 0; i < all.size(); i++) {
                if (!columns.get(i).cells().get(row).open()) {
                    Criterion it = all.get(i)[row];
                    criteria.add(it);
                    met = met.and(it.met());
                }
            }
            reads.add(new Read(
                    rows.get(row), met, List.copyOf(criteria), met == Met.MET ? told(row, context) : Map.of()));
        }
        return reads;
    }

    private Map<String, Object> told(int row, EvaluationContext context) {
        var values = new LinkedHashMap<String, Object>();
        for (Output output : outputs) {
            Object value = feel.evaluate(output.cells().get(row), context);
            if (value != null) {
                values.put(output.name(), value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private Criterion[] column(int at, Map<String, Object> given, EvaluationContext context) {
        Column column = columns.get(at);
        var names = new LinkedHashSet<>(column.names());
        column.cells().forEach(each -> names.addAll(each.names()));
        var question = new ArrayList<@Nullable Object>();
        question.add(at);
        names.forEach(each -> question.add(given.get(each)));
        Criterion[] before = known.get(question);
        if (before != null) {
            return before;
        }
        boolean lacking = column.names().stream().anyMatch(each -> given.get(each) == null);
        Object value = lacking ? null : feel.evaluate(column.expression(), context);
        var answers = new Criterion[rows.size()];
        for (int row = 0; row < answers.length; row++) {
            Cell cell = column.cells().get(row);
            answers[row] = new Criterion(
                    rows.get(row).id(),
                    column.label(),
                    cell.wanted(),
                    met(cell, value, given, context),
                    seen(column, cell, given));
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(Collections.unmodifiableList(question), answers);
        return answers;
    }

    private static Met met(Cell cell, @Nullable Object value, Map<String, Object> given, EvaluationContext context) {
        if (cell.open()) {
            return Met.MET;
        }
        if (value == null || cell.names().stream().anyMatch(each -> given.get(each) == null)) {
            return Met.UNKNOWN;
        }
        return cell.tests().stream().anyMatch(test -> Boolean.TRUE.equals(test.apply(context, value)))
                ? Met.MET
                : Met.NOT_MET;
    }

    private static Map<String, @Nullable Object> seen(Column column, Cell cell, Map<String, Object> given) {
        var seen = new LinkedHashMap<String, @Nullable Object>();
        for (Set<String> names : Arrays.asList(column.names(), cell.names())) {
            for (String name : names) {
                seen.put(name, TabledRuleSet.shown(given.get(name)));
            }
        }
        return Collections.unmodifiableMap(seen);
    }
}
