package io.medianest.media.user;

import io.medianest.events.user.UserDeleted;
import io.medianest.media.request.RequestProgress;
import io.medianest.persistence.event.ProcessedEvents;
import io.medianest.runtime.events.EventConsumer;
import io.medianest.runtime.events.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes back what a deleted person has asked for, as far as nobody has decided it yet. */
@ApplicationScoped
public class UserEvents {
    private static final String CONSUMER = "media.users";

    private final EventConsumer consumer;
    private final ProcessedEvents processed;
    private final RequestProgress requests;

    UserEvents(EventConsumer consumer, ProcessedEvents processed, RequestProgress requests) {
        this.consumer = consumer;
        this.processed = processed;
        this.requests = requests;
    }

    @Incoming("users")
    Uni<Void> receive(ConsumerRecord<String, String> record) {
        return consumer.consume(record, this::handle);
    }

    private Uni<Void> handle(ReceivedEvent event) {
        return event.data().orElse(null) instanceof UserDeleted deleted
                ? cancel(event.id(), deleted.userId())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> cancel(UUID eventId, UUID userId) {
        return processed
                .once(CONSUMER, eventId, () -> requests.cancelPendingOf(userId))
                .replaceWithVoid();
    }
}
