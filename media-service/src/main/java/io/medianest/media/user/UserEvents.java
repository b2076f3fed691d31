package io.medianest.media.user;

import io.medianest.media.request.RequestProgress;
import io.medianest.persistence.event.DeletedPeople;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes back what a deleted person has asked for, as far as nobody has decided it yet. */
@ApplicationScoped
public class UserEvents {
    private final DeletedPeople deleted;
    private final RequestProgress requests;

    UserEvents(DeletedPeople deleted, RequestProgress requests) {
        this.deleted = deleted;
        this.requests = requests;
    }

    @Incoming("users")
    Uni<Void> receive(ConsumerRecord<String, String> record) {
        return deleted.consume(record, "media.users", requests::cancelPendingOf);
    }
}
