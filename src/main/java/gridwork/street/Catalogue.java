package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import gridwork.platform.Label;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The roles and matters as the street's data files list them. */
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
    static class ListedMatters implements Matters {
        private final List<Matter> all = Yaml.read("/street/matters.yaml", new TypeReference<List<Entry>>() {}).stream()
                .map(Entry::matter)
                .toList();

        @Override
        public List<Matter> all() {
            return all;
        }
    }

    private record Entry(
            String id,
            Label title,
            String lead,
            List<String> helping,
            List<Label> basis,
            String process,
            String subject,
            Set<String> ruleSets,
            int opensPerDay,
            boolean secret) {
        Matter matter() {
            return new Matter(
                    id,
                    title,
                    new AreaId(lead),
                    helping.stream().map(AreaId::new).collect(java.util.stream.Collectors.toUnmodifiableSet()),
                    List.copyOf(basis),
                    process.isEmpty() ? null : process,
                    subject,
                    Set.copyOf(ruleSets),
                    opensPerDay,
                    secret);
        }
    }
}
