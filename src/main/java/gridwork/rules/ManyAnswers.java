package gridwork.rules;

import gridwork.platform.Label;
import gridwork.platform.Sha256;
import gridwork.rules.RuleSetFile.ItemLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.dmn.model.api.DecisionTable;

/** The answers of a rule set in which several hold at once, and what each of them rests on. */
final class ManyAnswers {
    private static final int LONGEST_CAUSE = 180;

    private final RuleSetFile file;
    private final ManyTable table;
    private final List<Item> items;
    private final Map<String, Set<String>> rowsOf = new LinkedHashMap<>();

    private ManyAnswers(RuleSetFile file, ManyTable table, List<Item> items) {
        this.file = file;
        this.table = table;
        this.items = items;
    }

    static ManyAnswers of(RuleSetFile file, Tables tables) {
        DecisionTable table = tables.table(file.result().decision());
        var answers = new ManyAnswers(file, new ManyTable(tables.model(), table, tables.rows()), items(file, table));
        for (var rule : table.getRule()) {
            String value = word(table, rule, file.result().output());
            String item = file.itemLines().isEmpty()
                    ? rule.getId()
                    : file.itemLines().stream()
                            .filter(each -> each.value().equals(value))
                            .findFirst()
                            .map(ItemLine::id)
                            .orElseThrow(() -> new IllegalStateException("there is no item " + value));
            answers.rowsOf.computeIfAbsent(item, id -> new LinkedHashSet<>()).add(rule.getId());
        }
        return answers;
    }

    private static List<Item> items(RuleSetFile file, DecisionTable table) {
        String subject = Objects.requireNonNullElse(file.subject(), "");
        if (file.itemLines().isEmpty()) {
            return table.getRule().stream()
                    .map(rule -> new Item(
                            rule.getId(),
                            new Label(
                                    word(table, rule, file.result().output()),
                                    word(
                                            table,
                                            rule,
                                            Objects.requireNonNullElse(
                                                    file.result().en(), ""))),
                            subject))
                    .toList();
        }
        return file.itemLines().stream()
                .map(each -> new Item(each.id(), each.label(), Objects.requireNonNullElse(each.subject(), subject)))
                .toList();
    }

    private static String word(DecisionTable table, org.kie.dmn.model.api.DecisionRule rule, String output) {
        for (int i = 0; i < table.getOutput().size(); i++) {
            if (output.equals(table.getOutput().get(i).getName())) {
                return rule.getOutputEntry().get(i).getText().strip().replaceAll("^\"|\"$", "");
            }
        }
        return "";
    }

    List<Item> items() {
        return items;
    }

    List<String> subjectKinds() {
        return Stream.concat(Stream.ofNullable(file.subject()), items.stream().map(Item::subjectKind))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    /** @param values the outputs of a row that holds, by their lasting names */
    interface Named {
        Map<String, Object> values(Map<String, Object> outputs);
    }

    /** @param occasions what the scalars rest on, by name */
    List<ItemStand> answer(
            Question question,
            Parameters parameters,
            Map<String, Object> scalars,
            Map<String, Occasion> occasions,
            Named named) {
        Map<String, ManyTable.Read> reads = table.read(scalars).stream()
                .collect(Collectors.toMap(each -> each.row().id(), each -> each));
        String kind = question.subjectKind().isEmpty()
                ? Objects.requireNonNullElse(file.subject(), "")
                : question.subjectKind();
        var stands = new ArrayList<ItemStand>();
        for (Item item : items) {
            if ((item.subjectKind().equals(kind) || item.subjectKind().equals("*")) && asked(item, parameters)) {
                stands.add(stand(item, reads, occasions, named));
            }
        }
        return List.copyOf(stands);
    }

    private boolean asked(Item item, Parameters parameters) {
        String when = line(item).map(ItemLine::when).orElse(null);
        return when == null || parameters.number(when).signum() > 0;
    }

    private Optional<ItemLine> line(Item item) {
        return file.itemLines().stream()
                .filter(each -> each.id().equals(item.id()))
                .findFirst();
    }

    private ItemStand stand(
            Item item, Map<String, ManyTable.Read> reads, Map<String, Occasion> occasions, Named named) {
        Met met = Met.NOT_MET;
        var holding = new ArrayList<ManyTable.Read>();
        var criteria = new ArrayList<Criterion>();
        for (String row : rowsOf.getOrDefault(item.id(), Set.of())) {
            ManyTable.Read read = Objects.requireNonNull(reads.get(row));
            met = met.or(read.met());
            criteria.addAll(read.criteria());
            if (read.met() == Met.MET) {
                holding.add(read);
            }
        }
        boolean holds = met == Met.MET;
        List<Occasion> causes = !holds
                ? List.of()
                : line(item).map(ItemLine::causes).orElse(List.of()).stream()
                        .map(occasions::get)
                        .filter(Objects::nonNull)
                        .toList();
        var values = new LinkedHashMap<String, Object>();
        if (!holding.isEmpty()) {
            values.putAll(named.values(holding.get(0).outputs()));
        }
        causes.forEach(each -> values.putAll(each.notes()));
        return new ItemStand(
                item.id(),
                met,
                holding.stream().map(each -> each.row().id()).toList(),
                Collections.unmodifiableMap(values),
                bounded(causes.stream()
                        .flatMap(each -> each.causes().stream())
                        .collect(Collectors.joining(ItemStand.AND))),
                causes.stream()
                        .flatMap(each -> each.facts().stream())
                        .filter(id -> id >= 0)
                        .distinct()
                        .toList(),
                causes.stream().flatMap(each -> each.changes().stream()).toList(),
                List.copyOf(criteria));
    }

    /** As long as it is kept: a longer one by its hash. */
    private static String bounded(String cause) {
        if (cause.length() <= LONGEST_CAUSE) {
            return cause;
        }
        return cause.substring(0, LONGEST_CAUSE / 2) + "… " + Sha256.of(cause).substring(0, 32);
    }

    /** What is missing where an answer cannot be given. */
    static Collection<String> missing(List<ItemStand> stands) {
        var missing = new LinkedHashSet<String>();
        stands.forEach(each -> missing.addAll(each.missing()));
        return missing;
    }

    /** The first of the palette where nothing holds, the last where something does. */
    String result(List<ItemStand> stands) {
        if (stands.stream().anyMatch(ItemStand::holds)) {
            return file.palette().get(file.palette().size() - 1).id();
        }
        return stands.stream().anyMatch(each -> each.met() == Met.UNKNOWN)
                ? RuleSet.UNKNOWN
                : file.palette().get(0).id();
    }
}
