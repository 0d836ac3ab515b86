package gridwork.rules;

import java.io.IOException;
import java.util.List;

/** {@code rules/release.yaml}. */
final class ReleaseLint {
    private ReleaseLint() {}

    static List<Finding> check(SourceTree tree) {
        String file = LoadedRelease.FILE;
        if (!tree.has(file)) {
            return List.of(Finding.error(file, "", "release-missing"));
        }
        try {
            return Shape.check(file, Yaml.tree(tree.bytes(file)), "schema/release.schema.json");
        } catch (IOException broken) {
            return List.of(Finding.error(file, Shape.place(broken), "yaml-broken"));
        }
    }
}
