package gridwork;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The street's app, its gateway for short messages and its mail server, each as a real server on this machine, for as long
 * as a test wants them: {@code try (var gateways = LocalGateways.open()) { … gateways.taken("sms") … }}. The program of the
 * tests is set up for their ports; while they are closed, their receivers are down.
 */
public final class LocalGateways implements AutoCloseable {
    public static final String SECRET = "only-a-test-knows-this-secret";
    private final HttpServer http;
    private final GreenMail mail;
    private final Map<String, List<Taken>> taken = new ConcurrentHashMap<>();
    private final Map<String, Said> says = new ConcurrentHashMap<>();

    /** Two ports, so that the program can be told them before anybody listens there. */
    public static final class Port implements LauncherSessionListener {
        @Override
        public void launcherSessionOpened(LauncherSession session) {
            System.setProperty("gridwork.test.gateway", String.valueOf(free()));
            System.setProperty("gridwork.test.mail", String.valueOf(free()));
        }

        private static int free() {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** What a gateway got. */
    public record Taken(Map<String, String> headers, String body) {
        /** Whether it is signed with the secret, as the receiver of a webhook checks it. */
        public boolean isSigned() {
            return signature(
                            String.valueOf(headers.get("Webhook-id")),
                            String.valueOf(headers.get("Webhook-timestamp")),
                            body)
                    .equals(headers.get("Webhook-signature"));
        }
    }

    private record Said(int status, String body, long afterMs) {}

    private LocalGateways(HttpServer http, GreenMail mail) {
        this.http = http;
        this.mail = mail;
        http.createContext("/", this::take);
        http.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "gateway");
            thread.setDaemon(true);
            return thread;
        }));
        http.start();
        mail.start();
    }

    public static LocalGateways open() {
        try {
            var at = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.getInteger("gridwork.test.gateway"));
            return new LocalGateways(
                    HttpServer.create(at, 50),
                    new GreenMail(new ServerSetup(Integer.getInteger("gridwork.test.mail"), "127.0.0.1", "smtp")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders().forEach((header, held) -> headers.put(header, held.get(0)));
        Said said = says.getOrDefault(name, new Said(200, "{\"id\": \"gw-" + headers.get("Webhook-id") + "\"}", 0));
        pause(said.afterMs());
        if (said.status() < 300) {
            taken.computeIfAbsent(name, none -> new CopyOnWriteArrayList<>()).add(new Taken(headers, body));
        }
        byte[] answer = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.status(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a gateway accepted, in order. */
    public List<Taken> taken(String name) {
        return taken.getOrDefault(name, List.of());
    }

    public void answers(String name, int status, String body) {
        says.put(name, new Said(status, body, 0));
    }

    public void answersAfter(String name, long ms) {
        says.put(name, new Said(200, "{}", ms));
    }

    public List<MimeMessage> mails() {
        return List.of(mail.getReceivedMessages());
    }

    /** A gateway tells the program what became of a message; says how it was answered. */
    public static int receipt(int port, String channel, String body, Instant at) {
        return receipt(port, channel, body, at, null);
    }

    /** @param signature null = the right one */
    public static int receipt(int port, String channel, String body, Instant at, @Nullable String signature) {
        String timestamp = String.valueOf(at.getEpochSecond());
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/outgoing/receipts/" + channel))
                                    .header("webhook-id", "receipt-1")
                                    .header("webhook-timestamp", timestamp)
                                    .header(
                                            "webhook-signature",
                                            signature == null ? signature("receipt-1", timestamp, body) : signature)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** As the specification of Standard Webhooks has it, written apart from the program's own. */
    private static String signature(String id, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(
                                    mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        mail.stop();
    }
}
