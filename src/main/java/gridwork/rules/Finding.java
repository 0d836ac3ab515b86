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
 * @param code lasting, for machines
 * @param level an error stops the build and a publication, a warning does not
 * @param message what is wrong and what is expected
 * @param detail what the engine or the parser said of it, in its own words; empty = nothing
 */
public record Finding(String file, String at, String code, Level level, Label message, String detail) {
    public enum Level {
        ERROR,
        WARNING;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding error(String file, String at, String code, Object... details) {
        return new Finding(file, at, code, Level.ERROR, Sentences.of(code, details), "");
    }

    static Finding warning(String file, String at, String code, Object... details) {
        return new Finding(file, at, code, Level.WARNING, Sentences.of(code, details), "");
    }

    /** @param kind of the code: the sentence is that of {@code code.kind} */
    static Finding error(String file, String at, String code, String kind, List<Object> details) {
        return new Finding(file, at, code, Level.ERROR, Sentences.of(code + "." + kind, details.toArray()), "");
    }

    Finding saying(@Nullable String words) {
        return new Finding(file, at, code, level, message, words == null ? "" : words);
    }

    boolean isError() {
        return level == Level.ERROR;
    }
}
