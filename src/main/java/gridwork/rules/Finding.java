package gridwork.rules;

import gridwork.platform.Label;
import java.util.Locale;

/**
 * What a check has to say about a file.
 *
 * @param file its path, e.g. {@code rules/site-colour/site-colour.dmn}
 * @param at the element, row, scenario or line that is meant; empty = the file
 * @param code lasting, for machines
 * @param level an error stops the build and a publication, a warning does not
 */
public record Finding(String file, String at, String code, Level level, Label message) {
    public enum Level {
        ERROR,
        WARNING;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding error(String file, String at, String code, Object... details) {
        return new Finding(file, at, code, Level.ERROR, Sentences.of(code, details));
    }

    static Finding warning(String file, String at, String code, Object... details) {
        return new Finding(file, at, code, Level.WARNING, Sentences.of(code, details));
    }

    boolean isError() {
        return level == Level.ERROR;
    }
}
