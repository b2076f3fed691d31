package io.medianest.local.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A server-sent event stream, read in the background until it ends or is closed. */
public final class EventStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stream<String> lines;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile String lastId = "";

    /** @param lines of the answer, as they come */
    public EventStream(Stream<String> lines) {
        this.lines = lines;
        reader = Thread.ofVirtual().start(this::read);
    }

    /** What has come so far, in order. */
    public List<Event> events() {
        return events;
    }

    /** What a browser would name when it comes back: the last id, with or without an event; empty if none came. */
    public String lastId() {
        return lastId;
    }

    /** Whether the other side ended it. */
    public boolean hasEnded() {
        return !reader.isAlive();
    }

    /** Waits until the other side ends it. */
    public void awaitEnd() throws InterruptedException {
        reader.join();
    }

    @Override
    public void close() {
        reader.interrupt();
        lines.close();
    }

    private void read() {
        String[] fields = {"", "", ""};
        try {
            lines.forEach(line -> take(line, fields));
        } catch (UncheckedIOException ended) {
            // A stream that is cut in the middle is as ended as one that was finished.
            return;
        }
    }

    private void take(String line, String[] fields) {
        if (line.startsWith("id:")) {
            fields[0] = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
            fields[1] = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
            fields[2] = fields[2] + line.substring(5).strip();
        } else if (line.isEmpty()) {
            end(fields);
        }
    }

    private void end(String[] fields) {
        lastId = fields[0];
        if (!fields[2].isEmpty()) {
            events.add(new Event(fields[0], fields[1], parse(fields[2])));
            fields[1] = "";
            fields[2] = "";
        }
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is no JSON: " + data, e);
        }
    }

    /** One event. */
    public record Event(String id, String name, JsonNode data) {}
}
