package io.medianest.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of the public API, on its own connection, with or without somebody signed in. */
final class Portal {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final @Nullable String accessToken;
    private final @Nullable String traceparent;

    private Portal(HttpClient http, URI base, @Nullable String accessToken, @Nullable String traceparent) {
        this.http = http;
        this.base = base;
        this.accessToken = accessToken;
        this.traceparent = traceparent;
    }

    /** Nobody, at that gateway. */
    static Portal at(URI gateway) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        return new Portal(http, gateway, null, null);
    }

    /** The same client with that access token. */
    Portal as(String token) {
        return new Portal(http, base, token, traceparent);
    }

    /** The same caller at another address, such as a service's own. */
    Portal at(int port) {
        return new Portal(http, URI.create("http://127.0.0.1:" + port), accessToken, traceparent);
    }

    /** The same caller, whose calls belong to a trace: the header {@code traceparent} of the W3C. */
    Portal traced(String parent) {
        return new Portal(http, base, accessToken, parent);
    }

    /** Signs in on a device. */
    Portal signIn(String email, String password, String device) {
        Answer answer = post("/auth/login", """
                {"email":"%s","password":"%s","device":{"name":"%s","platform":"android"}}
                """.formatted(email, password, device));
        if (answer.status() != 200) {
            throw new AssertionError("sign-in of " + email + " answered " + answer);
        }
        return as(answer.body().path("accessToken").asText());
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    /** The token that it shows; empty if nobody is signed in. */
    String token() {
        return accessToken == null ? "" : accessToken;
    }

    /** Opens an event stream. */
    EventStream stream(String path) {
        return stream(path, "");
    }

    /** Opens an event stream again, after the last id of the one before; the first time that is empty. */
    EventStream stream(String path, String lastEventId) {
        try {
            HttpRequest.Builder request = request("GET", path, null, "text/event-stream");
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<java.util.stream.Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new AssertionError("the stream answered " + response.statusCode());
            }
            return new EventStream(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a browser gets that shows a picture: it takes whatever comes.
     *
     * @param path with {@code /api/v1}, as the API gives it
     */
    int pictureStatus(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(TIMEOUT)
                    .header("Accept", "image/avif,image/webp,*/*;q=0.8")
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, "application/json");
    }

    Answer send(String method, String path, @Nullable String body, String contentType) {
        try {
            HttpRequest.Builder request = request(method, path, body, "application/json");
            request.setHeader("Content-Type", contentType);
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    parse(response.body()),
                    response.headers().firstValue("X-Correlation-Id").orElse(""),
                    response.headers().firstValue("Content-Type").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Accept", accept)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return request;
    }

    private static JsonNode parse(String body) throws IOException {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    }

    /**
     * An answer.
     *
     * @param body missing if there was none
     */
    record Answer(int status, JsonNode body, String correlationId, String contentType) {

        /** The code of a problem; empty for any other answer. */
        String code() {
            return body.path("code").asText();
        }

        String text(String field) {
            return body.path(field).asText();
        }

        List<JsonNode> items() {
            return body.path("items").valueStream().toList();
        }
    }
}
