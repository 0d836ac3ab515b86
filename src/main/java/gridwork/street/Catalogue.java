package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the street's data files list. */
final class Catalogue {
    private Catalogue() {}

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

    @Component
    static class ListedMatters implements Matters {
        private final List<Matter> all =
                Yaml.read("/street/matters.yaml", new TypeReference<List<JsonNode>>() {}).stream()
                        .map(CatalogueText::matter)
                        .toList();
        private final List<Remit> remits =
                Yaml.read("/street/remits.yaml", new TypeReference<List<JsonNode>>() {}).stream()
                        .map(CatalogueText::remit)
                        .toList();

        @Override
        public List<Matter> all() {
            return all;
        }

        @Override
        public List<Remit> remits() {
            return remits;
        }
    }
}
