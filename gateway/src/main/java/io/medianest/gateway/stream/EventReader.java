package io.medianest.gateway.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the events of one service's answer. Comments are left out, which are the service's heartbeats. */
final class EventReader {
    private static final int LONGEST_LINE = 256 * 1024;

    private final RecordParser lines;
    private final Consumer<ServiceEvent> events;
    private final Consumer<String> places;
    private @Nullable String id;
    private String name = "";
    private String data = "";

    /**
     * A reader of an answer that has just begun.
     *
     * @param events gets each event
     * @param places gets each id that came alone: up to there the service has told everything
     * @param unreadable is told when a line is longer than any event may be
     */
    EventReader(Consumer<ServiceEvent> events, Consumer<String> places, Consumer<Throwable> unreadable) {
        this.events = events;
        this.places = places;
        lines = RecordParser.newDelimited("\n")
                .maxRecordSize(LONGEST_LINE)
                .handler(this::line)
                .exceptionHandler(unreadable::accept);
    }

    /** Reads on. */
    void read(Buffer bytes) {
        lines.handle(bytes);
    }

    private void line(Buffer bytes) {
        String line = bytes.toString().stripTrailing();
        if (line.isEmpty()) {
            end();
            return;
        }
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        switch (colon < 0 ? line : line.substring(0, colon)) {
            case "id" -> id = value;
            case "event" -> name = value;
            case "data" -> data = data + value;
            default -> {
                // Comments and how soon to come back, which the gateway decides itself.
            }
        }
    }

    private void end() {
        if (!name.isEmpty() && !data.isEmpty()) {
            events.accept(new ServiceEvent(id, name, data));
        } else if (id != null) {
            places.accept(id);
        }
        id = null;
        name = "";
        data = "";
    }
}
