package gridwork.rules;

import java.time.LocalDate;
import java.util.List;

record LoadedRelease(
        int number,
        LocalDate effectiveFrom,
        String author,
        String approver,
        List<RuleSet> ruleSets,
        List<Patterns> patterns)
        implements Release {
    static final String FILE = "rules/release.yaml";

    static LoadedRelease load(SourceTree tree) {
        ReleaseHead head = ReleaseHead.of(tree);
        List<RuleSet> ruleSets = tree.folders("rules").stream()
                .filter(folder -> tree.has(folder + "/rule-set.yaml") && !DrlPatterns.isIn(tree, folder))
                .<RuleSet>map(folder -> TabledRuleSet.load(tree, folder))
                .toList();
        List<Patterns> patterns = tree.folders("rules").stream()
                .filter(folder -> DrlPatterns.isIn(tree, folder))
                .<Patterns>map(folder -> DrlPatterns.load(tree, folder))
                .toList();
        return new LoadedRelease(
                head.number(), head.effectiveFrom(), head.author(), head.approver(), ruleSets, patterns);
    }
}
