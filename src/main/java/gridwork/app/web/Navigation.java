package gridwork.app.web;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The ways through the house, by role. */
final class Navigation {
    private Navigation() {}

    /** @param roles the authorities that see it; empty = everybody who is signed in */
    private record Way(String section, String path, String icon, Set<String> roles) {
        String key() {
            return "app.nav." + (path.equals("/") ? "home" : path.replaceAll("^/(camunda/app/)?|/$", ""));
        }
    }

    private static final Set<String> ADMINISTRATORS = Set.of("ROLE_ADMINISTRATOR");
    private static final Set<String> CLERKS = Set.of("ROLE_ADMINISTRATOR", "ROLE_OFFICE_CLERK");
    private static final Set<String> JUDGES = Set.of(
            "ROLE_GRID_WORKER",
            "ROLE_GRID_LEADER",
            "ROLE_COMMUNITY_SECRETARY",
            "ROLE_OFFICE_CLERK",
            "ROLE_INSPECTOR",
            "ROLE_ADMINISTRATOR");
    private static final Set<String> READERS =
            Set.of("ROLE_MANAGER", "ROLE_ADMINISTRATOR", "ROLE_OFFICE_CLERK", "ROLE_POLICY_OFFICER", "ROLE_APPROVER");

    private static final List<Way> WAYS = List.of(
            new Way("work", "/", "home", Set.of()),
            new Way("work", "/tasks", "tasks", Set.of()),
            new Way("work", "/notices", "bell", Set.of()),
            new Way("work", "/subjects", "subjects", Set.of()),
            new Way("work", "/checks", "calendar", Set.of()),
            new Way("work", "/ledger", "list", Set.of()),
            new Way("work", "/detections", "search", JUDGES),
            new Way("work", "/camunda/app/tasklist/", "list", Set.of()),
            new Way("work", "/cases", "case", Set.of()),
            new Way("work", "/cases/permits", "list", Set.of()),
            new Way("work", "/leave", "calendar", Set.of()),
            new Way("work", "/findings", "warning", Set.of()),
            new Way("data", "/imports", "import", CLERKS),
            new Way("data", "/signals", "signal", CLERKS),
            new Way("data", "/contradictions", "warning", CLERKS),
            new Way("insight", "/reviews", "review", READERS),
            new Way("house", "/catalogue", "rules", Set.of()),
            new Way("house", "/accounts", "accounts", ADMINISTRATORS),
            new Way("house", "/notices/deliveries", "signal", ADMINISTRATORS),
            new Way("house", "/areas", "place", ADMINISTRATORS),
            new Way("house", "/calendar", "calendar", ADMINISTRATORS),
            new Way("house", "/nightly", "list", Set.of("ROLE_ADMINISTRATOR", "ROLE_OFFICE_CLERK", "ROLE_MANAGER")),
            new Way("house", "/camunda/app/cockpit/", "health", ADMINISTRATORS));

    record Section(String title, List<Item> items) {}

    record Item(String path, String title, String icon, boolean current) {}

    static List<Section> of(Set<String> roles, String path) {
        List<Way> seen = WAYS.stream()
                .filter(way -> way.roles().isEmpty() || way.roles().stream().anyMatch(roles::contains))
                .toList();
        String here = seen.stream()
                .map(Way::path)
                .filter(way -> leads(way, path))
                .max(Comparator.comparing(String::length))
                .orElse("");
        return seen.stream()
                .map(Way::section)
                .distinct()
                .map(section -> new Section(
                        "app.nav." + section,
                        seen.stream()
                                .filter(way -> way.section().equals(section))
                                .map(way -> new Item(
                                        way.path(),
                                        way.key(),
                                        way.icon(),
                                        way.path().equals(here)))
                                .toList()))
                .toList();
    }

    private static boolean leads(String way, String path) {
        return path.equals(way) || !way.equals("/") && path.startsWith(way + "/");
    }
}
