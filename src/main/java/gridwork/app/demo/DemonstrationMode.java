package gridwork.app.demo;

import gridwork.platform.Demonstration;
import gridwork.platform.Refused;
import gridwork.street.Officers;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Whether this server shows the demonstration street. {@code gridwork.demo}: {@code auto} (the default) means yes with the
 * embedded database as long as nobody works in it for real. Its accounts have passwords that everybody knows, so it
 * listens to this machine only, and does not start otherwise: that is decided before the first connection is taken.
 */
@Component
@ConditionalOnWebApplication
class DemonstrationMode implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationMode.class);

    private final Demonstration demonstration;
    private final Officers officers;
    private final ServerProperties server;
    private final Wish wish;
    private final boolean embedded;
    private boolean on;

    enum Wish {
        AUTO,
        TRUE,
        FALSE
    }

    DemonstrationMode(
            Demonstration demonstration,
            Officers officers,
            ServerProperties server,
            @Value("${gridwork.demo:auto}") Wish wish,
            @Value("${spring.datasource.url}") String database) {
        this.demonstration = demonstration;
        this.officers = officers;
        this.server = server;
        this.wish = wish;
        this.embedded = database.startsWith("jdbc:h2:file:");
    }

    @Override
    public void afterSingletonsInstantiated() {
        on = decide();
        if (on || demonstration.active()) {
            listenHereOnly(server.getAddress());
        }
    }

    /** True when the made-up street is here, or is to come in. */
    boolean on() {
        return on;
    }

    private boolean decide() {
        if (demonstration.active()) {
            if (wish == Wish.FALSE) {
                LOG.warn(
                        "this database holds the demonstration street, and keeps it: another data folder starts empty");
            }
            return wish != Wish.FALSE;
        }
        boolean inUse = !officers.all().isEmpty();
        if (wish == Wish.TRUE && inUse) {
            throw new Refused("demonstration-in-use");
        }
        return wish == Wish.TRUE || (wish == Wish.AUTO && embedded && !inUse);
    }

    private static void listenHereOnly(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new Refused(
                    "demonstration-listens-here-only", address == null ? "0.0.0.0" : address.getHostAddress());
        }
    }
}
