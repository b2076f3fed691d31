package io.medianest.persistence.event;

import io.medianest.events.Event;
import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.runtime.correlation.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Publishes events with the change that they tell of: the event is a row of the same transaction, which the relay then
 * sends to Kafka. If the transaction rolls back there was no event.
 */
@ApplicationScoped
public class Outbox {
    /** Far below what a broker accepts: an event that cannot be sent would hold up all that follow it. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final String APPEND = """
            insert into outbox_events (id, topic, key, type, aggregate_version, payload, correlation_id, traceparent)
            values (?1, ?2, ?3, ?4, ?5, cast(cast(?6 as text) as jsonb), ?7, nullif(?8, ''))
            """;

    /**
     * Appends an event to the running transaction.
     *
     * <p>Flushes first, so that the aggregate's row is locked before the event takes its place in the order: two
     * transactions of one aggregate then publish in the order in which they commit.
     *
     * @param event what happened
     * @param version gives the aggregate's version after the change; asked after the flush
     * @return completes when the row is written; fails with {@link IllegalStateException} outside a transaction
     */
    public Uni<Void> append(Event event, LongSupplier version) {
        return Panache.getSession().chain(session -> {
            if (session.currentTransaction() == null) {
                throw new IllegalStateException("An event is appended in the transaction of its change");
            }
            return session.flush().chain(() -> insert(session, event, version.getAsLong()));
        });
    }

    private static Uni<Void> insert(Mutiny.Session session, Event event, long version) {
        EventType type = EventType.of(event);
        Correlation correlation = Correlation.current();
        String traceparent = correlation.traceparent();
        return session.createNativeQuery(APPEND)
                .setParameter(1, UuidVersion7Strategy.INSTANCE.generateUuid(null))
                .setParameter(2, type.topic().name())
                .setParameter(3, event.key())
                .setParameter(4, type.wireName())
                .setParameter(5, version)
                .setParameter(6, payload(event))
                .setParameter(7, correlation.id())
                .setParameter(8, traceparent == null ? "" : traceparent)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String payload(Event event) {
        String json = EventJson.write(event);
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("A " + EventType.of(event).wireName() + " of " + size + " bytes");
        }
        return json;
    }
}
