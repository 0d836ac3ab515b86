package gridwork;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the pages, over real HTTP with cookies and tokens but without scripts; redirects are not followed. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*(?:value|content)=\"([^\"]+)\"");
    private final String house;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Visitor(int port) {
        this.house = "http://localhost:" + port;
    }

    public Visitor signIn(String name, String password) {
        post("/login", "/login", Map.of("username", name, "password", password));
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(
                HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build());
    }

    /** A file, byte for byte. */
    public HttpResponse<byte[]> download(String path) {
        return send(
                HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> getJson(String path) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Accept", "application/json")
                .build());
    }

    /** Sends a form that stands on a page, with the token of that page. */
    public HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        var token = TOKEN.matcher(get(page).body());
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (token.find()) {
            all.put("_csrf", token.group(1));
        }
        return postWithoutToken(page, path, all);
    }

    /** Sends a form with a file in it. */
    public HttpResponse<String> upload(String page, String path, Map<String, String> fields, String name, byte[] file) {
        return upload(page, path, fields, name, file, "text/html");
    }

    /** @param accept what the answer should be: a page's form asks for another than its script */
    public HttpResponse<String> upload(
            String page, String path, Map<String, String> fields, String name, byte[] file, String accept) {
        var token = TOKEN.matcher(get(page).body());
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (token.find()) {
            all.put("_csrf", token.group(1));
        }
        String boundary = "between-the-parts";
        var body = new java.io.ByteArrayOutputStream();
        all.forEach((field, held) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + held + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(at(path))
                .header("Accept", accept)
                .header("Referer", house + page)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** As another site would send it. */
    public HttpResponse<String> postWithoutToken(String page, String path, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Accept", "text/html")
                .header("Referer", house + page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"))))
                .build());
    }

    /** Where an answer sends its reader: path and query; empty = nowhere. */
    public static String sentTo(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(to -> to.replaceFirst("^https?://[^/]+", ""))
                .orElse("");
    }

    private URI at(String path) {
        return URI.create(path.startsWith("http") ? path : house + path);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
