package io.medianest.persistence.note;

import io.medianest.persistence.event.ProcessedEvents;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.runtime.correlation.Correlation;
import io.medianest.runtime.events.EventConsumer;
import io.medianest.runtime.events.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class NoteConsumer {
    static final String NAME = "testing.notes";

    private final EventConsumer consumer;
    private final ProcessedEvents processed;
    private final Notes notes;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<UUID, Correlation> correlations = new ConcurrentHashMap<>();

    NoteConsumer(EventConsumer consumer, ProcessedEvents processed, Notes notes) {
        this.consumer = consumer;
        this.processed = processed;
        this.notes = notes;
    }

    @Incoming("users")
    Uni<Void> receive(ConsumerRecord<String, String> record) {
        return consumer.consume(record, this::onEvent);
    }

    private Uni<Void> onEvent(ReceivedEvent event) {
        if (event.type().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return processed.once(NAME, event.id(), () -> write(event)).replaceWithVoid();
    }

    private Uni<Void> write(ReceivedEvent event) {
        int attempt = attempts(event.key()).incrementAndGet();
        correlations.put(event.id(), Correlation.current());
        Supplier<Uni<Void>> ending = () -> attempt <= Math.abs(failures.getOrDefault(event.key(), 0))
                ? fail(event)
                : Uni.createFrom().voidItem();
        return notes.create(
                        AuditActor.service("ignored, the consumer's transaction is joined"),
                        event.id().toString())
                .chain(() -> ending.get());
    }

    /** Fails after the effect, so that it must be rolled back. */
    private Uni<Void> fail(ReceivedEvent event) {
        Exception failure = failures.get(event.key()) < 0
                ? new ConnectException("as while a store is away")
                : new IllegalStateException("as a mistake would");
        return Uni.createFrom().failure(failure);
    }

    /** The next attempts at events of that key fail. */
    void fail(String key, int times) {
        failures.put(key, times);
    }

    /** The next attempts at events of that key fail as they do during an outage. */
    void beAway(String key, int times) {
        failures.put(key, -times);
    }

    AtomicInteger attempts(String key) {
        return attempts.computeIfAbsent(key, unseen -> new AtomicInteger());
    }

    Correlation correlation(UUID eventId) {
        return correlations.get(eventId);
    }
}
