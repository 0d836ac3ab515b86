package gridwork.street;

/** The name with which an officer signs in. */
public record OfficerId(String value) {
    public OfficerId {
        if (!value.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("no officer id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
