package io.medianest.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.medianest.local.journey.EventStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody who uses the gateway, signed in or not, and expects that it may not answer. */
final class Visitor {
    /** Longer than the gateway waits for a service. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI gateway;
    private final @Nullable String token;

    private Visitor(HttpClient http, URI gateway, @Nullable String token) {
        this.http = http;
        this.gateway = gateway;
        this.token = token;
    }

    /** Nobody in particular. */
    static Visitor at(URI gateway) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Visitor(http, gateway, null);
    }

    /** The same person past the gateway, at a service. */
    Visitor past(URI service) {
        return new Visitor(http, service, token);
    }

    Visitor as(String token) {
        return new Visitor(http, gateway, token);
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    /** Sends a request; the body of an event stream is not read. */
    Reply send(String method, String path, @Nullable String body) {
        long start = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return read(http.send(request.build(), BodyHandlers.ofInputStream()), start);
        } catch (IOException nobodyAnswers) {
            return new Reply(0, TextNode.valueOf(nobodyAnswers.toString()), "", since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens an event stream.
     *
     * @param lastEventId after which event it goes on; empty for from now on
     * @return empty if it was not answered with one
     */
    Optional<EventStream> stream(String path, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
            if (response.statusCode() == 200) {
                return Optional.of(new EventStream(response.body()));
            }
            response.body().close();
        } catch (IOException nobodyAnswers) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static Reply read(HttpResponse<InputStream> response, long start) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        try (InputStream body = response.body()) {
            JsonNode json = type.contains("json") ? JSON.readTree(body) : MissingNode.getInstance();
            return new Reply(response.statusCode(), json, retryAfter, since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * What came back.
     *
     * @param status 0 if nothing did
     * @param body the JSON; why nothing came if nothing did
     * @param retryAfter empty if there was none
     * @param took until it was there
     */
    record Reply(int status, JsonNode body, String retryAfter, Duration took) {

        String text(String field) {
            return body.path(field).asText();
        }

        /** Fails unless the status is this one. */
        Reply expect(int expected) {
            if (status != expected) {
                throw new AssertionError("Not %d but %s".formatted(expected, this));
            }
            return this;
        }
    }
}
