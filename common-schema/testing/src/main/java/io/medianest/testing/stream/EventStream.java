package io.medianest.testing.stream;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A client of a stream of server-sent events, which reads what comes on a thread of its own. */
public final class EventStream implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile @Nullable String lastId;

    /** An event as it came; id and name may be null. */
    public record Received(@Nullable String id, @Nullable String name, String data) {
        /** The data. */
        public JsonPath json() {
            return JsonPath.from(data);
        }
    }

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        reader = Thread.ofVirtual().start(this::read);
    }

    /**
     * Opens a stream of the service under test.
     *
     * @param path such as {@code /api/v1/media-requests/events}
     * @param token the access token; null for none
     * @param lastEventId the last event seen; null for none
     */
    public static EventStream open(String path, @Nullable String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Accept", "text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            // Not closed here: closing waits for the body, which ends with the stream.
            HttpClient client = HttpClient.newHttpClient();
            return new EventStream(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of the answer. */
    public int status() {
        return response.statusCode();
    }

    /** A header of the answer; null if there is none. */
    public @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** All events so far. */
    public List<Received> events() {
        return received;
    }

    /** What a browser would name as {@code Last-Event-ID}; null as long as no id came, with or without an event. */
    public @Nullable String lastId() {
        return lastId;
    }

    /** All comments so far. */
    public List<String> comments() {
        return comments;
    }

    /** Waits for an event; answers with the first that is wanted. */
    public Received await(Predicate<Received> wanted) {
        Awaitility.await("an event among " + received)
                .until(() -> received.stream().anyMatch(wanted));
        return received.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits until the server has ended the stream. */
    public void awaitEnd() {
        Awaitility.await("the end of the stream").until(() -> !reader.isAlive());
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        Map<String, String> fields = new TreeMap<>();
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                take(next, fields);
            }
        } catch (IOException e) {
            comments.add("cut: " + e.getMessage());
        }
    }

    private void take(String line, Map<String, String> fields) {
        int colon = line.indexOf(':');
        if (line.isEmpty()) {
            String data = fields.get("data");
            lastId = fields.getOrDefault("id", lastId);
            if (data != null) {
                received.add(new Received(fields.get("id"), fields.get("event"), data));
            }
            fields.clear();
        } else if (colon == 0) {
            comments.add(line.substring(1).strip());
        } else if (colon > 0) {
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }
}
