package gridwork.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A release as it would be with some files changed, to be tried before it counts (草稿).
 *
 * @param release it bears the number of the release that it was drafted from
 * @param changed ids of the rule sets and patterns whose own files decide otherwise; notes and scenarios do not
 * @param givers by rule set those that give it something
 */
public record Draft(Release release, Set<String> changed, Map<String, Set<String>> givers) {
    /**
     * @param from the files of the release that it was drafted from
     * @param tree all files of the draft, checked: what does not compile fails here
     */
    public static Draft of(SourceTree from, SourceTree tree) {
        Set<String> changed = new TreeSet<>();
        Map<String, Set<String>> givers = new LinkedHashMap<>();
        for (String folder : tree.folders("rules")) {
            String id = folder.substring(folder.lastIndexOf('/') + 1);
            if (!tree.has(folder + "/rule-set.yaml")) {
                continue;
            }
            if (tree.below(folder, "").stream().anyMatch(file -> decides(file) && !isSame(from, tree, file))) {
                changed.add(id);
            }
            if (!DrlPatterns.isIn(tree, folder)) {
                givers.put(id, givers(tree, folder));
            }
        }
        return new Draft(LoadedRelease.load(tree), changed, givers);
    }

    /** The rule sets that may answer otherwise when some do: these, and all that are given something by them. */
    public Set<String> affectedBy(Set<String> these) {
        Set<String> affected = new TreeSet<>(these);
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> each : givers.entrySet()) {
                if (each.getValue().stream().anyMatch(affected::contains)) {
                    more |= affected.add(each.getKey());
                }
            }
        }
        return affected;
    }

    private static boolean decides(String file) {
        return !file.contains("/scenarios/") && !file.endsWith(".md");
    }

    private static boolean isSame(SourceTree from, SourceTree tree, String file) {
        return from.has(file) && Arrays.equals(from.bytes(file), tree.bytes(file));
    }

    private static Set<String> givers(SourceTree tree, String folder) {
        String name = folder + "/rule-set.yaml";
        RuleSetFile file = Yaml.read(RuleSetFile.class, name, tree.bytes(name));
        Set<String> givers = new HashSet<>();
        file.holdsLines().forEach(each -> givers.add(each.ruleSet()));
        file.givens().stream()
                .flatMap(each -> Stream.ofNullable(each.from()))
                .flatMap(each -> Stream.ofNullable(each.ruleSet()))
                .forEach(givers::add);
        if (file.fresh() != null) {
            givers.add(file.fresh().ruleSet());
        }
        if (file.askedWhen() != null) {
            givers.add(file.askedWhen().ruleSet());
        }
        return givers;
    }
}
