package gridwork.street;

import java.util.Set;

public record Officer(OfficerId id, String name, boolean active, Set<Duty> duties) {
    public boolean has(String role) {
        return duties.stream().anyMatch(each -> each.role().equals(role));
    }
}
