package io.medianest.runtime.events;

import io.medianest.events.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest events of one topic, and those to come: what the streams of clients are made of. A client names the last
 * event it saw; since instances see the partitions in different orders, what was published shortly before that event is
 * given again rather than left out.
 */
public final class EventFeed implements BroadcastListener {
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    /** How far a client may fall behind before its stream is ended. */
    private static final int PENDING_PER_CLIENT = 256;

    private final Topic topic;
    private final int kept;
    private final Map<Integer, Deque<ReceivedEvent>> latest = new TreeMap<>();
    private final Set<UnicastProcessor<ReceivedEvent>> clients = ConcurrentHashMap.newKeySet();

    EventFeed(Topic topic, int kept) {
        this.topic = topic;
        this.kept = kept;
    }

    /**
     * The events from now on. The stream fails when its reader falls too far behind, or when events may have been lost;
     * it runs on the feed's thread, so that a reader must not block.
     */
    public Multi<ReceivedEvent> live() {
        return Multi.createFrom().deferred(() -> join(List.of()));
    }

    /**
     * The events after one that was seen, then those to come, as {@link #live}; some that were published at nearly the
     * same time may come again. Fails with {@link EventsForgottenException} if events in between are no longer known.
     *
     * @param last the position of the last event seen
     */
    public Multi<ReceivedEvent> after(EventPosition last) {
        return Multi.createFrom().deferred(() -> {
            synchronized (this) {
                return published(last)
                        .flatMap(this::since)
                        .map(events -> join(events.stream()
                                .filter(event -> isAfter(event, last))
                                .toList()))
                        .orElseGet(() -> Multi.createFrom().failure(new EventsForgottenException()));
            }
        });
    }

    @Override
    public synchronized void placed() {
        latest.clear();
        clients.forEach(client -> client.onError(new EventsForgottenException()));
    }

    @Override
    public synchronized void received(ReceivedEvent event) {
        Deque<ReceivedEvent> ring =
                latest.computeIfAbsent(event.position().partition(), partition -> new ArrayDeque<>());
        ring.addLast(event);
        if (ring.size() > kept) {
            ring.removeFirst();
        }
        clients.forEach(client -> client.onNext(event));
    }

    /** When the event was published, if it is still kept. */
    private Optional<Instant> published(EventPosition position) {
        if (!position.topic().equals(topic.name())) {
            return Optional.empty();
        }
        return latest.getOrDefault(position.partition(), new ArrayDeque<>()).stream()
                .filter(event -> event.position().equals(position))
                .map(ReceivedEvent::publishedAt)
                .findFirst();
    }

    /** What was published since a little before then; empty if some of it may be forgotten. */
    private Optional<List<ReceivedEvent>> since(Instant published) {
        Instant from = published.minus(OVERLAP);
        List<ReceivedEvent> found = new ArrayList<>();
        for (Deque<ReceivedEvent> ring : latest.values()) {
            boolean complete =
                    ring.size() < kept || ring.getFirst().publishedAt().isBefore(from);
            if (!complete) {
                return Optional.empty();
            }
            ring.stream().filter(event -> !event.publishedAt().isBefore(from)).forEach(found::add);
        }
        return Optional.of(found);
    }

    private static boolean isAfter(ReceivedEvent event, EventPosition last) {
        return event.position().partition() != last.partition()
                || event.position().offset() > last.offset();
    }

    /** A new reader's stream; it is among the clients before anything else can be received. */
    private synchronized Multi<ReceivedEvent> join(List<ReceivedEvent> first) {
        UnicastProcessor<ReceivedEvent> client =
                UnicastProcessor.create(new ArrayBlockingQueue<>(PENDING_PER_CLIENT), null);
        clients.add(client);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().iterable(first), client)
                .onTermination()
                .invoke(() -> clients.remove(client));
    }
}
