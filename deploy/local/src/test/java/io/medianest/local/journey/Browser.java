package io.medianest.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.medianest.local.journey.Portal.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A browser that shows our own pages: it keeps cookies, and names the pages' origin. */
final class Browser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI gateway;
    // Java's own cookie store would quote values as RFC 2965 had it, which no browser does.
    private final Map<String, String> cookies = new TreeMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Browser(URI gateway) {
        this.gateway = gateway;
    }

    /** The cookies that it keeps, by their names. */
    Map<String, String> cookies() {
        return cookies;
    }

    Answer get(String path) {
        return answer(send(request("GET", path, null, null)));
    }

    /** @param csrf null if the page does not know it */
    Answer send(String method, String path, @Nullable String body, @Nullable String csrf) {
        return answer(send(request(method, path, body, csrf)));
    }

    /** As {@code EventSource} opens it. */
    EventStream stream(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/api/v1" + path))
                    .header("Accept", "text/event-stream")
                    .header("Cookie", cookieHeader())
                    .build();
            HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new AssertionError("the stream answered " + answer.statusCode());
            }
            return new EventStream(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body, @Nullable String csrf) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/api/v1" + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!method.equals("GET")) {
            request.header("Origin", gateway.getScheme() + "://" + gateway.getAuthority());
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        if (csrf != null) {
            request.header("X-CSRF-Token", csrf);
        }
        return request.build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] nameAndValue = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        if (setCookie.contains("Max-Age=0;")) {
            cookies.remove(nameAndValue[0]);
        } else {
            cookies.put(nameAndValue[0], nameAndValue[1]);
        }
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                parse(response.body()),
                response.headers().firstValue("X-Correlation-Id").orElse(""),
                response.headers().firstValue("Content-Type").orElse(""));
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
