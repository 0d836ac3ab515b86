package gridwork.street;

/** The code of an area (区域): the street, a community (社区) or a grid (网格). */
public record AreaId(String value) {
    public AreaId {
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("no area code: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
