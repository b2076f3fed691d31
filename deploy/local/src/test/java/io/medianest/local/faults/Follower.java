package io.medianest.local.faults;

import io.medianest.local.journey.EventStream;
import io.medianest.local.journey.EventStream.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who listens, and opens the stream again whenever it ends, after the last event that was heard. */
final class Follower implements AutoCloseable {
    private static final String STREAM = "/api/v1/events";
    /** As clients do, so that a gateway which is away is not asked all the time. */
    private static final Duration BEFORE_OPENING_AGAIN = Duration.ofMillis(200);

    private final Visitor person;
    private final List<EventStream> streams = new CopyOnWriteArrayList<>();
    private final Thread listening;

    Follower(Visitor person) {
        this.person = person;
        listening = Thread.ofVirtual().start(this::follow);
    }

    /** Everything heard so far, over all streams. */
    List<Event> heard() {
        return streams.stream().flatMap(stream -> stream.events().stream()).toList();
    }

    /** How many streams were opened. */
    int streams() {
        return streams.size();
    }

    @Override
    public void close() {
        listening.interrupt();
        streams.forEach(EventStream::close);
    }

    private void follow() {
        String lastId = "";
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<EventStream> opened = person.stream(STREAM, lastId);
                if (opened.isPresent()) {
                    EventStream stream = opened.get();
                    streams.add(stream);
                    stream.awaitEnd();
                    lastId = stream.lastId().isEmpty() ? lastId : stream.lastId();
                }
                Thread.sleep(BEFORE_OPENING_AGAIN);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
