package io.medianest.simulators;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Calls to one address with fixed headers, as a client of a simulator makes them. */
public final class HttpCalls {

    /** An answer; {@code body} is empty when there was none. */
    public record Answer(int status, String body, Map<String, String> headers) {

        public JsonObject json() {
            return new JsonObject(body);
        }

        public JsonArray array() {
            return new JsonArray(body);
        }
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final Map<String, String> headers;

    public HttpCalls(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    public HttpCalls with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpCalls(base, more);
    }

    public HttpCalls without(String name) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(name);
        return new HttpCalls(base, fewer);
    }

    public Answer get(String path) {
        return send(request("GET", path, null).build());
    }

    public Answer delete(String path) {
        return send(request("DELETE", path, null).build());
    }

    public Answer post(String path, JsonObject body) {
        return send(request("POST", path, body.encode()).build());
    }

    public Answer post(String path) {
        return send(request("POST", path, null).build());
    }

    public Answer put(String path) {
        return send(request("PUT", path, null).build());
    }

    public Answer put(String path, JsonObject body) {
        return send(request("PUT", path, body.encode()).build());
    }

    public HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
        headers.forEach(builder::header);
        if (body != null) {
            builder.header("Content-Type", "application/json");
        }
        return builder.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    /** Sends it; an answer of the server, or {@link UncheckedIOException} when there is none. */
    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static HttpClient client() {
        return CLIENT;
    }
}
