package gridwork.rules;

import gridwork.platform.Label;
import gridwork.rules.RuleSetFile.FactPart;
import gridwork.rules.RuleSetFile.From;
import gridwork.rules.RuleSetFile.Given;
import gridwork.rules.RuleSetFile.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A rule set that answers each fact of a kind, or that is asked on an occasion: whether everything it is given comes from somewhere. */
final class EachLint {
    private final SourceTree tree;
    private final String yaml;
    private final RuleSetFile file;
    private final FactVocabulary facts;
    private final List<Finding> findings = new ArrayList<>();

    private EachLint(SourceTree tree, String yaml, RuleSetFile file, FactVocabulary facts) {
        this.tree = tree;
        this.yaml = yaml;
        this.file = file;
        this.facts = facts;
    }

    static List<Finding> check(SourceTree tree, String yaml, RuleSetFile file, FactVocabulary facts) {
        var lint = new EachLint(tree, yaml, file, facts);
        lint.run();
        return lint.findings;
    }

    private void run() {
        var each = file.each();
        if (each == null && file.askedWhen() == null) {
            for (Given given : file.givens()) {
                From from = given.from();
                if (from != null && from.ruleSet() != null && file.subject() != null) {
                    answered(given, from.ruleSet(), from);
                } else if (from != null) {
                    wrong(given.name(), "given-from-nowhere", given.name());
                } else if (file.subject() != null) {
                    wrong(given.name(), "given-by-nobody", given.name());
                }
            }
            if (leadsBack(file, new HashSet<>())) {
                wrong("given", "given-in-a-circle", file.id());
            }
            selections()
                    .filter(selection -> selection.sameCategory() != null)
                    .forEach(selection -> wrong(selection.kind(), "given-from-nowhere", "same-category"));
            return;
        }
        List<String> kinds = each == null ? List.of() : each.kinds();
        for (String kind : kinds) {
            if (!facts.has(kind)) {
                wrong(
                        "each",
                        "kind-unknown",
                        kind,
                        String.join(" ", facts.kinds().keySet()));
            }
        }
        for (Given given : file.givens()) {
            From from = given.from();
            if (from == null) {
                if (each != null) {
                    wrong(given.name(), "given-by-nobody", given.name());
                }
            } else if (each == null && (from.fact() != null || from.payload() != null)) {
                wrong(given.name(), "given-from-nowhere", given.name());
            } else if (from.payload() != null) {
                kinds.stream()
                        .filter(kind -> facts.lacks(kind, from.payload()))
                        .forEach(kind -> wrong(given.name(), "property-unknown", kind, from.payload()));
            } else if (from.fact() == FactPart.CATEGORY) {
                category(kinds, given);
            } else if (from.ruleSet() != null) {
                answered(given, from.ruleSet(), from);
            }
        }
        if (file.askedWhen() != null) {
            askedWhen(file.askedWhen());
        }
        if (leadsBack(file, new HashSet<>())) {
            wrong("given", "given-in-a-circle", file.id());
        }
    }

    private Stream<Selection> selections() {
        return file.measureLines().stream()
                .flatMap(line -> Stream.of(line.of(), line.since()))
                .filter(Objects::nonNull);
    }

    private void askedWhen(AskedWhen asked) {
        RuleSetFile other = other(asked.ruleSet());
        if (other == null) {
            wrong("asked-when", "given-rule-set", asked.ruleSet());
            return;
        }
        if (other.subject() == null
                || other.answers()
                || !other.subject().equals(file.subject()) && !"*".equals(file.subject())) {
            wrong("asked-when", "asked-when-rule-set", asked.ruleSet());
            return;
        }
        List<String> results =
                other.palette().stream().map(RuleSetFile.Value::id).toList();
        asked.becomes().stream()
                .filter(each -> !results.contains(each))
                .forEach(each ->
                        wrong("asked-when", "asked-when-result", asked.ruleSet(), each, String.join(" ", results)));
        asked.given().forEach((id, value) -> {
            Given given = file.givens().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElse(null);
            if (given == null) {
                wrong("asked-when", "asked-when-given", id);
            } else if (given.values() != null && !given.values().containsKey(String.valueOf(value))) {
                wrong("asked-when", "given-word-unknown", given.name(), value);
            }
        });
        for (Given given : file.givens()) {
            From from = given.from();
            if (given.absent() == null
                    && !asked.given().containsKey(given.id())
                    && (from == null || !from.isElsewhere())) {
                wrong("asked-when", "asked-when-untold", given.name(), given.id());
            }
        }
    }

    /** Whether a word stands for the occasion, or for nothing, instead of for what the facts may say. */
    private boolean isOwn(Given given, String id) {
        return id.equals(given.absent())
                || file.askedWhen() != null
                        && id.equals(file.askedWhen().given().get(given.id()));
    }

    private void category(List<String> kinds, Given given) {
        Map<String, String> written = given.values() == null ? Map.of() : given.values();
        Set<String> known = new HashSet<>();
        for (String kind : kinds) {
            Map<String, Label> categories = facts.categories(kind);
            known.addAll(categories.keySet());
            categories.forEach((id, title) -> {
                String label = written.get(id);
                if (label == null) {
                    wrong(given.name(), "category-missing", kind, id, title.zh());
                } else if (!label.equals(title.zh())) {
                    wrong(given.name(), "category-label", id, label, title.zh());
                }
            });
        }
        written.keySet().stream()
                .filter(id -> !known.contains(id) && !isOwn(given, id))
                .forEach(id -> wrong(given.name(), "category-unknown", String.join(" ", kinds), id));
    }

    private void answered(Given given, String ruleSet, From from) {
        RuleSetFile other = other(ruleSet);
        if (other == null) {
            wrong(given.name(), "given-rule-set", ruleSet);
            return;
        }
        boolean aboutTheSame = Objects.equals(other.subject(), file.subject())
                || "*".equals(other.subject())
                || "*".equals(file.subject()) && !other.answers();
        var theirs = other.each();
        var ours = file.each();
        boolean ofTheSame = !other.answers()
                || theirs != null
                        && ours != null
                        && file.askedWhen() == null
                        && theirs.kinds().containsAll(ours.kinds());
        if (other.subject() == null || !aboutTheSame || !ofTheSame) {
            wrong(given.name(), "given-rule-set-other", ruleSet);
        }
        Map<String, String> written = given.values() == null ? Map.of() : given.values();
        if (from.output() == null) {
            written(given, other.palette().stream().map(RuleSetFile.Value::id).toList(), written);
            return;
        }
        other.outputLines().stream()
                .filter(output -> output.id().equals(from.output()))
                .findFirst()
                .ifPresentOrElse(
                        output -> {
                            if (output.values() != null) {
                                written(given, output.values().keySet(), written);
                            }
                        },
                        () -> wrong(given.name(), "output-missing", ruleSet, String.valueOf(from.output())));
    }

    private void written(Given given, Iterable<String> possible, Map<String, String> written) {
        Set<String> known = new LinkedHashSet<>(Set.of(RuleSet.UNKNOWN));
        possible.forEach(id -> {
            known.add(id);
            if (!written.containsKey(id)) {
                wrong(given.name(), "given-word-missing", given.name(), id);
            }
        });
        written.keySet().stream()
                .filter(id -> !known.contains(id) && !isOwn(given, id))
                .forEach(id -> wrong(given.name(), "given-word-unknown", given.name(), id));
    }

    private boolean leadsBack(RuleSetFile from, Set<String> seen) {
        for (Given given : from.givens()) {
            String next = given.from() == null ? null : given.from().ruleSet();
            if (next == null) {
                continue;
            }
            if (next.equals(file.id())) {
                return true;
            }
            RuleSetFile other = seen.add(next) ? other(next) : null;
            if (other != null && leadsBack(other, seen)) {
                return true;
            }
        }
        return false;
    }

    private @org.jspecify.annotations.Nullable RuleSetFile other(String ruleSet) {
        String name = "rules/" + ruleSet + "/rule-set.yaml";
        if (!tree.has(name)) {
            return null;
        }
        try {
            return Yaml.as(RuleSetFile.class, Yaml.tree(tree.bytes(name)));
        } catch (java.io.IOException | IllegalArgumentException itsOwnFinding) {
            return null;
        }
    }

    private void wrong(String at, String code, Object... details) {
        findings.add(Finding.error(yaml, at, code, details));
    }
}
