package io.medianest.local.faults;

import io.medianest.local.journey.EventStream;
import io.medianest.local.journey.EventStream.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who listens, and opens the stream again whenever it ends, after the last event that was heard. */
final class Follower implements AutoCloseable {
    private static final String STREAM = "/api/v1/events";
    private static final long PAUSE_MILLIS = 200;

    private final Visitor person;
    private final List<Event> heard = new ArrayList<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final Thread listening;
    private String lastId = "";

    Follower(Visitor person) {
        this.person = person;
        listening = Thread.ofVirtual().start(this::follow);
    }

    /** Everything heard so far, over all streams. */
    synchronized List<Event> heard() {
        return List.copyOf(heard);
    }

    /** How many streams were opened. */
    int streams() {
        return streams.get();
    }

    @Override
    public void close() {
        listening.interrupt();
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                EventStream stream = person.stream(STREAM, lastId).orElse(null);
                if (stream != null) {
                    streams.incrementAndGet();
                    listen(stream);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(EventStream stream) throws InterruptedException {
        try (stream) {
            int taken = 0;
            boolean over = false;
            while (!over) {
                Thread.sleep(PAUSE_MILLIS);
                over = stream.hasEnded();
                List<Event> events = List.copyOf(stream.events());
                synchronized (this) {
                    heard.addAll(events.subList(taken, events.size()));
                }
                taken = events.size();
                lastId = stream.lastId().isEmpty() ? lastId : stream.lastId();
            }
        }
    }
}
