package gridwork.app.demo;

import gridwork.street.Accounts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says on the terminal where to go and as whom. A one-time password goes nowhere else: not into a log, not into a file.
 */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "gridwork.background", matchIfMissing = true)
class FirstStart implements ApplicationRunner {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final DemonstrationMode mode;
    private final DemonstrationStreet street;
    private final Accounts accounts;
    private final MessageSource messages;
    private final Environment environment;
    private final ServerProperties server;

    FirstStart(
            DemonstrationMode mode,
            DemonstrationStreet street,
            Accounts accounts,
            MessageSource messages,
            Environment environment,
            ServerProperties server) {
        this.mode = mode;
        this.street = street;
        this.accounts = accounts;
        this.messages = messages;
        this.environment = environment;
        this.server = server;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (mode.on()) {
            street.people();
            say(out, "app.start.where", where());
            say(
                    out,
                    "app.start.demonstration",
                    street.accounts().stream().map(each -> each.id().value()).collect(Collectors.joining(" ")));
            street.comeIn();
        } else {
            say(out, "app.start.where", where());
            accounts.firstAdministrator()
                    .ifPresent(first ->
                            say(out, "app.start.administrator", first.id().value(), first.oneTimePassword()));
        }
    }

    private String where() {
        var address = server.getAddress();
        String host = address == null || address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        String path = environment.getProperty("server.servlet.context-path", "");
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://" + host + ":" + port + path + "/";
    }

    private void say(PrintStream out, String key, Object... arguments) {
        for (Locale language : LANGUAGES) {
            out.println(messages.getMessage(key, arguments, language));
        }
    }
}
