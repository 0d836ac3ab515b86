package gridwork.app.cli;

import gridwork.platform.Refused;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The command line. Words are parsed before anything is started, so help and wrong use answer at once; a command opens
 * the house (Spring, database, engine) only when it needs it.
 */
public final class Commands {
    /** All well. */
    static final int WELL = 0;
    /** Some rows or scenarios were refused, each named. */
    static final int SOME_REFUSED = 1;
    /** Wrong use: an option, a value or a name that does not exist. */
    static final int WRONG_USE = 2;
    /** Could not run: no database, no file, a failure. */
    static final int COULD_NOT_RUN = 3;
    /** The server was started and goes on. */
    public static final int SERVING = -1;

    private Commands() {}

    /**
     * Does what the words say.
     *
     * @param program what a command starts when it needs the house
     */
    public static int run(Class<?> program, String[] args) {
        var line = new CommandLine(new Root(program));
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        line.setExitCodeExceptionMapper(
                failure -> failure instanceof CommandLine.ParameterException ? WRONG_USE : COULD_NOT_RUN);
        line.registerConverter(Locale.class, Locale::forLanguageTag);
        line.registerConverter(LocalDate.class, word -> read(word, LocalDate::parse, "2025-03-31"));
        line.registerConverter(YearMonth.class, word -> read(word, YearMonth::parse, "2025-03"));
        line.registerConverter(Instant.class, word -> read(word, Instant::parse, "2025-03-31T00:00:00Z"));
        return line.execute(args);
    }

    /** In both languages: which of them is wanted is not known yet. */
    private static <T> T read(String word, Function<String, T> parse, String example) {
        try {
            return parse.apply(word);
        } catch (DateTimeException wrong) {
            throw new CommandLine.TypeConversionException(
                    "“" + word + "”应写作 " + example + " 的样子 / write it like " + example);
        }
    }

    private static int explain(Exception failure, CommandLine command) {
        Root root = (Root) command.getCommandSpec().root().userObject();
        PrintWriter err = command.getErr();
        if (failure instanceof Refused refused) {
            err.println(
                    root.say("refused." + refused.code(), refused.arguments().toArray()));
            err.flush();
            return WRONG_USE;
        }
        Refused toStart = refusedToStart(failure);
        if (inUse(failure)) {
            err.println(root.say("app.cli.in-use", root.dataDir()));
        } else if (toStart != null) {
            err.println(
                    root.say("refused." + toStart.code(), toStart.arguments().toArray()));
        } else {
            LoggerFactory.getLogger(Commands.class).error("{} failed", command.getCommandName(), failure);
            err.println(root.say("app.cli.failed", command.getCommandName()));
        }
        err.flush();
        return COULD_NOT_RUN;
    }

    /** A part of the house refused to be made, and says why. */
    private static @Nullable Refused refusedToStart(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }

    /** H2 lets one process at a time have its file: 90020. */
    private static boolean inUse(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof java.sql.SQLException sql && sql.getErrorCode() == 90020) {
                return true;
            }
        }
        return false;
    }
}
