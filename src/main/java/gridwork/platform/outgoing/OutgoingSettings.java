package gridwork.platform.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where messages go. What has no address is not set up, and says so where deliveries are shown. Secrets come from the
 * environment.
 *
 * @param address of this program as its readers know it, e.g. {@code https://street.example}, for links and for receipts;
 *     empty = messages carry no link
 * @param language of short messages: {@code zh} or {@code en}
 * @param plainHttp whether a gateway beyond this machine may be reached without TLS
 * @param addresses phones and mail addresses
 */
@ConfigurationProperties("gridwork.notices")
record OutgoingSettings(
        @DefaultValue("") String address,
        @DefaultValue("zh") String language,
        @DefaultValue("false") boolean plainHttp,
        @DefaultValue Gateway webhook,
        @DefaultValue Gateway sms,
        @DefaultValue Mail mail,
        @DefaultValue List<Address> addresses,
        @DefaultValue Retry retry) {
    private static final int SHORTEST_SECRET = 16;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    OutgoingSettings {
        check("webhook", webhook, plainHttp);
        check("sms", sms, plainHttp);
        if (mail.isSetUp() && mail.from().isBlank()) {
            throw new IllegalArgumentException("gridwork.notices.mail has a host and nobody to send from: set from");
        }
    }

    private static void check(String name, Gateway gateway, boolean plainHttp) {
        if (!gateway.isSetUp()) {
            return;
        }
        URI at = URI.create(gateway.url());
        boolean safe = "https".equals(at.getScheme())
                || "http".equals(at.getScheme()) && (plainHttp || THIS_MACHINE.contains(at.getHost()));
        if (!safe) {
            throw new IllegalArgumentException(
                    "gridwork.notices." + name + ".url must begin with https (or set gridwork.notices.plain-http)");
        }
        if (gateway.secret().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("gridwork.notices." + name
                    + " has an address and no secret of at least 16 characters: set its secret in the environment");
        }
    }

    /** @param secret with which we sign what we send, and the gateway its receipts */
    record Gateway(
            @DefaultValue("") String url, @DefaultValue("") String secret) {
        boolean isSetUp() {
            return !url.isBlank();
        }

        @Override
        public String toString() {
            return "Gateway[" + url + "]";
        }
    }

    /** @param tls whether the connection must turn to TLS before anything is said */
    record Mail(
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("true") boolean tls,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("") String from) {
        boolean isSetUp() {
            return !host.isBlank();
        }

        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    /** @param of an officer's name or role@area */
    record Address(
            String of,
            @DefaultValue("") String phone,
            @DefaultValue("") String mail) {
        @Override
        public String toString() {
            return "Address[" + of + "]";
        }
    }

    /**
     * @param first what is not taken is tried again after this long, then twice as long, and so on
     * @param longest but never longer
     * @param giveUpAfter then it counts as failed, and somebody may send it by hand
     */
    record Retry(
            @DefaultValue("10s") Duration first,
            @DefaultValue("15m") Duration longest,
            @DefaultValue("3d") Duration giveUpAfter) {
        Duration after(int tries) {
            Duration pause = first.multipliedBy(1L << Math.min(Math.max(0, tries - 1), 20));
            return pause.compareTo(longest) < 0 ? pause : longest;
        }
    }

    /** The address of a page of this program; empty where nobody said what it is called outside. */
    String page(String path) {
        return address.isBlank() ? "" : address.replaceFirst("/+$", "") + path;
    }

    boolean english() {
        return language.equals("en");
    }
}
