package gridwork.rules;

import gridwork.platform.Refused;
import gridwork.platform.TableFile;
import gridwork.platform.TableLimits;
import gridwork.platform.TableLook;
import gridwork.platform.TableRows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A decision table as a spreadsheet (决策表的电子表格). The head says which table it is, {@code rule set/decision}, then its
 * conditions, its results and 依据; below stands a row a line: its id, its cells as the table has them, its basis. What
 * comes back is put into the table in place of its rows; a row that nobody touched stays as it was, letter by letter.
 */
final class DecisionSheet {
    private static final String BASIS = "依据";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*)?");
    private static final TableLimits LIMITS = new TableLimits(
            DataSize.ofMegabytes(Allowed.limit("sheet-megabytes")),
            Allowed.limit("sheet-ratio"),
            Allowed.limit("sheet-parts"),
            DataSize.ofMegabytes(Allowed.limit("sheet-text-megabytes")),
            Allowed.limit("sheet-field"));

    private final String model;
    private final String text;
    private final Markup table;
    private final List<String> head;

    private DecisionSheet(String model, String text, Markup table, List<String> head) {
        this.model = model;
        this.text = text;
        this.table = table;
        this.head = head;
    }

    /** @param called {@code rule set/decision} */
    private static Optional<DecisionSheet> of(SourceTree house, String called) {
        String ruleSet = called.replaceFirst("/.*", "").strip();
        String decision = called.substring(called.indexOf('/') + 1).strip();
        for (String model : house.below("rules/" + ruleSet, ".dmn")) {
            try {
                Markup found =
                        DmnLint.decisions(Markup.read(house.bytes(model))).get(decision);
                Markup table = found == null ? null : found.first("decisionTable");
                if (table != null) {
                    List<String> head = new ArrayList<>(List.of(ruleSet + "/" + decision));
                    head.addAll(DmnLint.titles(table.all("input"), "如果"));
                    head.addAll(DmnLint.titles(table.all("output"), "则"));
                    head.add(BASIS);
                    String text = new String(house.bytes(model), StandardCharsets.UTF_8);
                    return Optional.of(new DecisionSheet(model, text, table, head));
                }
            } catch (Markup.Unreadable broken) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Every table of the house that can be had as a spreadsheet, by what it is called. */
    static List<String> all(SourceTree house) {
        var all = new ArrayList<String>();
        for (String model : house.below("rules", ".dmn")) {
            try {
                DmnLint.decisions(Markup.read(house.bytes(model))).forEach((name, decision) -> {
                    if (decision.first("decisionTable") != null) {
                        all.add(model.split("/")[1] + "/" + name);
                    }
                });
            } catch (Markup.Unreadable broken) {
                // that is said where the house is checked
            }
        }
        return all;
    }

    /** @return false where there is no such table */
    static boolean write(SourceTree house, String called, OutputStream out) {
        Optional<DecisionSheet> sheet = of(house, called);
        sheet.ifPresent(each -> {
            try (TableFile file = TableFile.Shape.XLSX.to(out, each.head.get(0).replaceAll("[^\\p{L}\\p{N} -]", " "))) {
                file.row(each.head);
                each.table.all("rule").forEach(rule -> file.row(line(rule)));
            }
        });
        return sheet.isPresent();
    }

    private static List<String> line(Markup rule) {
        return Stream.of(
                        Stream.of(rule.get("id", "")),
                        cells(rule).stream(),
                        Stream.of(Objects.requireNonNullElse(rule.wordsOf("description"), "")))
                .flatMap(each -> each)
                .toList();
    }

    private static List<String> cells(Markup rule) {
        return Stream.concat(rule.all("inputEntry").stream(), rule.all("outputEntry").stream())
                .map(each -> Objects.requireNonNullElse(each.wordsOf("text"), ""))
                .toList();
    }

    /**
     * What a spreadsheet makes of a table.
     *
     * @param model the file it belongs to; empty where it could not be put together
     */
    record Read(String model, byte[] dmn, List<Finding> findings) {
        private static Read not(Finding... findings) {
            return new Read("", new byte[0], List.of(findings));
        }
    }

    static Read read(SourceTree house, String name, byte[] xlsx) {
        try {
            Path file = Files.createTempFile("gridwork", ".xlsx");
            try {
                Files.write(file, xlsx);
                try (TableRows rows =
                        TableLook.at(file, name, List.of(), LIMITS).rows(',', LIMITS)) {
                    return read(house, name, rows);
                }
            } finally {
                Files.delete(file);
            }
        } catch (Refused unreadable) {
            String code = switch (unreadable.code()) {
                case "import-bomb", "import-bomb-parts", "import-texts" -> "sheet-bomb";
                case "import-empty" -> "sheet-empty";
                default -> "sheet-broken";
            };
            return Read.not(Finding.error(name, "", code));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Read read(SourceTree house, String name, TableRows rows) {
        String called = rows.columns().isEmpty() ? "" : rows.columns().get(0);
        Optional<DecisionSheet> found = of(house, called);
        if (found.isEmpty()) {
            return Read.not(Finding.error(name, "A1", "sheet-table-unknown", called, String.join(", ", all(house))));
        }
        return found.get().filled(name, rows);
    }

    private Read filled(String name, TableRows rows) {
        List<String> columns =
                rows.columns().stream().filter(each -> !each.isBlank()).toList();
        if (!columns.equals(head)) {
            return Read.not(
                    Finding.error(name, "1", "sheet-columns", String.join(" | ", head), String.join(" | ", columns)));
        }
        var findings = new ArrayList<Finding>();
        var lines = new LinkedHashMap<String, List<String>>();
        int inputs = table.all("input").size();
        int most = Allowed.limit("table-rows");
        try {
            for (TableRows.Row row = rows.next(); row != null; row = rows.next()) {
                String id = row.cells().get(0).strip();
                if (id.isEmpty()) {
                    findings.add(Finding.error(name, "row " + row.number(), "sheet-row-id", row.number()));
                    continue;
                }
                if (lines.size() == most) {
                    return Read.not(Finding.error(name, "", "table-too-long", ">" + most, most));
                }
                if (row.cells().size() > head.size()) {
                    findings.add(Finding.error(name, id, "row-shape", id));
                }
                if (lines.put(id, line(name, id, row.cells(), inputs, findings)) != null) {
                    findings.add(Finding.error(name, id, "row-duplicate", id));
                }
            }
        } catch (Refused broken) {
            return Read.not(Finding.error(name, "", "sheet-broken"));
        }
        if (findings.stream().anyMatch(Finding::isError)) {
            return new Read("", new byte[0], findings);
        }
        byte[] dmn = with(lines);
        return holds(dmn, lines) ? new Read(model, dmn, findings) : Read.not(Finding.error(name, "", "sheet-broken"));
    }

    /** Without the id: the cells as a table writes them, then the basis. */
    private List<String> line(String name, String id, List<String> cells, int inputs, List<Finding> findings) {
        var line = new ArrayList<String>();
        for (int i = 1; i < head.size(); i++) {
            String cell = i < cells.size() ? cells.get(i).strip() : "";
            if (i == head.size() - 1) {
                line.add(cell);
            } else if (cell.isEmpty() && i <= inputs) {
                findings.add(Finding.information(name, id, "blank-repaired", id).in(head.get(i)));
                line.add("-");
            } else if (DATE.matcher(cell).matches()) {
                // as an expression that would be a subtraction
                findings.add(Finding.error(name, id, "sheet-date", cell.substring(0, 10))
                        .in(head.get(i)));
                line.add(cell);
            } else {
                line.add(
                        cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")
                                ? cell.toLowerCase(java.util.Locale.ROOT)
                                : cell);
            }
        }
        return line;
    }

    private byte[] with(Map<String, List<String>> lines) {
        String id = Pattern.quote(table.get("id", ""));
        Matcher block = Pattern.compile(
                        "(?s)(<((?:\\w+:)?)decisionTable\\b[^>]*\\bid=\"" + id + "\"[^>]*>)(.*?)(</\\2decisionTable>)")
                .matcher(text);
        if (!block.find()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        String prefix = block.group(2);
        String body = block.group(3);
        Matcher rule = Pattern.compile(
                        "(?s)\\s*<" + prefix + "rule\\b[^>]*\\bid=\"([^\"]*)\"[^>]*>.*?</" + prefix + "rule>")
                .matcher(body);
        Map<String, String> before = new LinkedHashMap<>();
        int from = -1;
        int to = 0;
        while (rule.find()) {
            from = from < 0 ? rule.start() : from;
            to = rule.end();
            before.put(rule.group(1), rule.group());
        }
        if (from < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        Map<String, Markup> there = table.all("rule").stream()
                .collect(Collectors.toMap(each -> each.get("id", ""), each -> each, (a, b) -> a));
        String rules = lines.entrySet().stream()
                .map(each -> {
                    Markup old = there.get(each.getKey());
                    String kept = before.get(each.getKey());
                    return old != null && kept != null && line(old).equals(whole(each)) ? kept : written(prefix, each);
                })
                .collect(Collectors.joining());
        String filled = body.substring(0, from) + rules + body.substring(to);
        return (text.substring(0, block.start(3)) + filled + text.substring(block.end(3)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> whole(Map.Entry<String, List<String>> line) {
        return Stream.concat(Stream.of(line.getKey()), line.getValue().stream()).toList();
    }

    private String written(String prefix, Map.Entry<String, List<String>> line) {
        int inputs = table.all("input").size();
        List<String> cells = line.getValue();
        var rule = new StringBuilder();
        rule.append("\n      <" + prefix + "rule id=\"" + escaped(line.getKey()).replace("\"", "&quot;") + "\">");
        String basis = cells.get(cells.size() - 1);
        if (!basis.isEmpty()) {
            rule.append("\n        <" + prefix + "description>" + escaped(basis) + "</" + prefix + "description>");
        }
        for (int i = 0; i < cells.size() - 1; i++) {
            String entry = prefix + (i < inputs ? "inputEntry" : "outputEntry");
            String side = i < inputs ? "_in_" + (i + 1) : "_out_" + (i - inputs + 1);
            rule.append("\n        <" + entry + " id=\""
                    + escaped(line.getKey()).replace("\"", "&quot;") + side + "\">\n          <" + prefix + "text>"
                    + escaped(cells.get(i)) + "</" + prefix + "text>\n        </" + entry + ">");
        }
        return rule.append("\n      </" + prefix + "rule>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Whether the table now says what the spreadsheet says, and everything beside it what it said. */
    private boolean holds(byte[] dmn, Map<String, List<String>> lines) {
        try {
            Markup root = Markup.read(dmn);
            Markup now = table(root);
            return now != null
                    && now.all("rule").stream()
                            .map(DecisionSheet::line)
                            .toList()
                            .equals(lines.entrySet().stream()
                                    .map(DecisionSheet::whole)
                                    .toList());
        } catch (Markup.Unreadable broken) {
            return false;
        }
    }

    private @Nullable Markup table(Markup root) {
        return root.everything("decisionTable")
                .filter(each -> each.get("id", "").equals(table.get("id", "")))
                .findFirst()
                .orElse(null);
    }
}
