package gridwork.street;

import org.jspecify.annotations.Nullable;

public record Area(
        AreaId id, Kind kind, String name, @Nullable AreaId parent) {
    public enum Kind {
        STREET,
        COMMUNITY,
        GRID,
        DEPARTMENT
    }
}
