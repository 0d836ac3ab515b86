package gridwork.platform;

import java.util.List;

/**
 * An act that the house refuses for a reason its user can mend. The code names a sentence in the message catalogue
 * ({@code refused.<code>}); pages and APIs show that sentence with the arguments, never an exception's own text.
 */
public final class Refused extends RuntimeException {
    private final String code;
    private final List<Object> arguments;

    public Refused(String code, Object... arguments) {
        super(code + " " + List.of(arguments));
        this.code = code;
        this.arguments = List.of(arguments);
    }

    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
