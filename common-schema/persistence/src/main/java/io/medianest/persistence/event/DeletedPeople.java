package io.medianest.persistence.event;

import io.medianest.events.user.UserDeleted;
import io.medianest.runtime.events.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a service does when a person is deleted, once for each deletion. */
@ApplicationScoped
public class DeletedPeople {
    private final EventConsumer consumer;
    private final ProcessedEvents processed;

    DeletedPeople(EventConsumer consumer, ProcessedEvents processed) {
        this.consumer = consumer;
        this.processed = processed;
    }

    /**
     * Takes one event of what happens to people; all but deletions pass.
     *
     * @param record as Kafka has it
     * @param name the consumer's own fixed name, such as {@code media.users}; also the actor of the audit trail
     * @param effect what follows for that person; runs in a transaction
     */
    public Uni<Void> consume(ConsumerRecord<String, String> record, String name, Function<UUID, Uni<Void>> effect) {
        return consumer.consume(
                record,
                event -> event.data().orElse(null) instanceof UserDeleted deleted
                        ? processed
                                .once(name, event.id(), () -> effect.apply(deleted.userId()))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
