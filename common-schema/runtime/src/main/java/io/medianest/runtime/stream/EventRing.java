package io.medianest.runtime.stream;

import io.medianest.runtime.events.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest events of a topic, in the order in which this instance heard them. Not safe for several threads. */
final class EventRing {
    /**
     * Another instance hears the partitions of a topic in another order than this one. A client that comes from there
     * may miss events of other partitions that this instance heard before its last one; so those of this time are
     * repeated. Clients know repeated events by their id.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final int capacity;
    private final Deque<StreamEvent> events = new ArrayDeque<>();

    EventRing(int capacity) {
        this.capacity = capacity;
    }

    void add(StreamEvent event) {
        if (events.size() == capacity) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    void clear() {
        events.clear();
    }

    /** Where the latest event stands; empty if there is none. */
    Optional<EventPosition> newest() {
        return Optional.ofNullable(events.peekLast()).map(StreamEvent::position);
    }

    /**
     * What a client has missed since the event it saw last.
     *
     * @return empty if that event is not here, so that nobody can tell what was missed
     */
    Optional<List<StreamEvent>> since(EventPosition last) {
        return events.stream()
                .filter(event -> event.position().equals(last))
                .findFirst()
                .map(this::missed);
    }

    private List<StreamEvent> missed(StreamEvent last) {
        Instant overlap = last.time().minus(OVERLAP);
        List<StreamEvent> missed = new ArrayList<>();
        boolean after = false;
        for (StreamEvent event : events) {
            boolean samePartition =
                    event.position().partition() == last.position().partition();
            if (after || (!samePartition && event.time().isAfter(overlap))) {
                missed.add(event);
            }
            after |= event.equals(last);
        }
        return missed;
    }
}
