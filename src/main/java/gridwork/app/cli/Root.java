package gridwork.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridwork.platform.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The options that stand before or after every command, and what commands share: texts, output, the open house. */
@Command(
        name = "gridwork",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            Serve.class,
            Import.class,
            Redecide.class,
            Explain.class,
            Check.class,
            TableCommand.class,
            BacktestCommand.class,
            PrintReview.class,
            CheckPlanCommand.class,
            VerifyTrailCommand.class
        },
        description = {
            "格网：街道的规则、案件与研判。不带命令即启动服务。",
            "Rules, cases and reviews for a street office. Without a command: serve."
        })
final class Root implements Callable<Integer> {
    private static final String[] BUNDLES = {
        "platform", "street", "evidence", "facts", "signals", "decisions", "cases", "reviews", "policy", "app", "pages"
    };

    @Option(
            names = "--data-dir",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description = {"内嵌数据库所在文件夹", "folder of the embedded database (GRIDWORK_DATA_DIR, default ./data)"})
    private @Nullable Path dataDir;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = {"以 JSON 输出", "answer in JSON"})
    private boolean json;

    @Option(
            names = "--lang",
            scope = ScopeType.INHERIT,
            paramLabel = "zh|en",
            defaultValue = "${env:GRIDWORK_LANG:-zh}",
            description = {"语言，默认 zh", "language of texts, default zh"})
    private Locale locale = Locale.CHINESE;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private @Nullable ResourceBundleMessageSource texts;
    private final Class<?> program;

    @SuppressWarnings("NullAway.Init") // picocli sets the rest
    Root(Class<?> program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return new Serve(this).call();
    }

    Class<?> program() {
        return program;
    }

    /** Absolute: H2 takes no path that is relative without saying so. */
    Path dataDir() {
        if (dataDir != null) {
            return dataDir.toAbsolutePath().normalize();
        }
        String named = System.getenv("GRIDWORK_DATA_DIR");
        return Path.of(named == null || named.isBlank() ? "data" : named)
                .toAbsolutePath()
                .normalize();
    }

    /** Starts what a command needs: database, rules and engine, without web, job executor and demonstration. */
    House open() {
        return House.open(program, dataDir());
    }

    boolean json() {
        return json;
    }

    Locale locale() {
        return locale;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** A sentence of the message bundles. */
    String say(String key, Object... arguments) {
        if (texts == null) {
            texts = new ResourceBundleMessageSource();
            texts.setDefaultEncoding("UTF-8");
            texts.setFallbackToSystemLocale(false);
            for (String bundle : BUNDLES) {
                texts.addBasenames("messages/" + bundle);
            }
        }
        return texts.getMessage(key, arguments, locale);
    }

    void print(String line) {
        out().println(line);
        out().flush();
    }

    /** On standard error, where it disturbs no answer. */
    void complain(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    void printJson(Object answer) {
        var mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT);
        try {
            print(mapper.writeValueAsString(answer));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A bar on a terminal, plain lines in a pipe, on standard error; nothing with {@code --json}. */
    Progress progress() {
        return json ? Progress.SILENT : new ProgressLines(spec.commandLine().getErr(), System.console() != null);
    }
}
