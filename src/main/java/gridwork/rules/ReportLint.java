package gridwork.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A report's folder: it prints what it is given, asks no database, fetches nothing, and shows a sample. */
final class ReportLint {
    private ReportLint() {}

    static List<Finding> check(SourceTree tree, String folder) {
        var findings = new ArrayList<Finding>();
        String id = folder.substring(folder.lastIndexOf('/') + 1);
        for (String name : List.of(id + ".jrxml", "sample.json", "expected.txt")) {
            if (!tree.has(folder + "/" + name)) {
                findings.add(Finding.error(folder, name, "report-part-missing", name));
            }
        }
        for (String file : tree.below(folder, ".jrxml")) {
            try {
                layout(file, Markup.read(tree.bytes(file)), findings);
            } catch (Markup.Unreadable unreadable) {
                findings.add(unreadable.finding(file));
            }
        }
        return findings;
    }

    private static void layout(String file, Markup root, List<Finding> findings) {
        if (!root.name().equals("jasperReport")) {
            findings.add(Finding.error(file, root.place(), "report-language", root.name()));
            return;
        }
        Set<String> elements = Allowed.words("report/refused-elements");
        Set<String> attributes = Allowed.words("report/refused-attributes");
        Set<String> words = Allowed.words("report/refused-in-expressions");
        root.everything().forEach(each -> {
            if (elements.contains(each.name())) {
                findings.add(
                        Finding.error(file, each.place(), "element-refused", each.name(), String.valueOf(each.line())));
            }
            each.attributes().keySet().stream()
                    .filter(attributes::contains)
                    .forEach(attribute -> findings.add(Finding.error(
                            file,
                            each.place(),
                            "attribute-refused",
                            each.name() + " " + attribute,
                            String.valueOf(each.line()))));
            if (each.name().toLowerCase(java.util.Locale.ROOT).endsWith("expression")) {
                words.stream()
                        .filter(word -> each.words().contains(word))
                        .forEach(word -> findings.add(
                                Finding.error(file, each.place(), "report-expression", word, each.words())));
            }
        });
    }
}
