package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the street's data files list. */
final class Listed {
    private Listed() {}

    @Component
    static class ListedRoles implements Roles {
        private final List<Role> all = List.copyOf(Yaml.read("/street/roles.yaml", new TypeReference<List<Role>>() {}));

        @Override
        public List<Role> all() {
            return all;
        }
    }

    @Component
    static class ListedClocks implements Clocks {
        private final List<Kind> all =
                List.copyOf(Yaml.read("/street/clocks.yaml", new TypeReference<List<Kind>>() {}));

        @Override
        public List<Kind> all() {
            return all;
        }
    }
}
