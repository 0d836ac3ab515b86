package gridwork.rules;

import gridwork.platform.Label;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check has to say about a file.
 *
 * @param file its path, e.g. {@code rules/site-colour/site-colour.dmn}
 * @param at the element, row, scenario or line that is meant; empty = the file
 * @param column of a table, where one cell of the row is meant; empty = none
 * @param code lasting, for machines
 * @param level an error stops the build and a publication, the others do not
 * @param message what is wrong and what is expected
 * @param detail what the engine or the parser said of it, in its own words; empty = nothing
 */
public record Finding(String file, String at, String column, String code, Level level, Label message, String detail) {
    /** What stands in a file may be as long as the file. */
    private static final int LONGEST = 200;

    public enum Level {
        ERROR,
        WARNING,
        INFORMATION;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static Finding of(String file, String at, String code, Level level, Label message) {
        String place = at.length() > LONGEST ? at.substring(0, LONGEST) + "…" : at;
        return new Finding(file, place, "", code, level, message, "");
    }

    public static Finding error(String file, String at, String code, Object... details) {
        return of(file, at, code, Level.ERROR, Sentences.of(code, details));
    }

    static Finding warning(String file, String at, String code, Object... details) {
        return of(file, at, code, Level.WARNING, Sentences.of(code, details));
    }

    static Finding information(String file, String at, String code, Object... details) {
        return of(file, at, code, Level.INFORMATION, Sentences.of(code, details));
    }

    /** @param kind of the code: the sentence is that of {@code code.kind} */
    static Finding error(String file, String at, String code, String kind, List<Object> details) {
        return of(file, at, code, Level.ERROR, Sentences.of(code + "." + kind, details.toArray()));
    }

    public Finding saying(@Nullable String words) {
        return new Finding(file, at, column, code, level, message, words == null ? "" : words);
    }

    Finding asWarning() {
        return new Finding(file, at, column, code, Level.WARNING, message, detail);
    }

    Finding of(String name) {
        return new Finding(name, at, column, code, level, message, detail);
    }

    /** One cell of the row. */
    Finding in(String title) {
        return new Finding(file, at, title, code, level, message, detail);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }
}
