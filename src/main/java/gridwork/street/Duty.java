package gridwork.street;

/**
 * A role in an area (职责): {@code grid-worker} in a grid, {@code inspector} of a department, {@code administrator} of
 * the street. Its {@link #group()} is the candidate group that processes name, never a person.
 */
public record Duty(String role, String area) {
    public String group() {
        return role + "@" + area;
    }

    public static Duty of(String group) {
        int at = group.indexOf('@');
        if (at < 1 || at == group.length() - 1) {
            throw new IllegalArgumentException("no role@area: " + group);
        }
        return new Duty(group.substring(0, at), group.substring(at + 1));
    }
}
