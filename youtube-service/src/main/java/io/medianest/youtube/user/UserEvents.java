package io.medianest.youtube.user;

import io.medianest.persistence.event.DeletedPeople;
import io.medianest.youtube.download.Downloads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stops the downloads of a deleted person. */
@ApplicationScoped
public class UserEvents {
    private final DeletedPeople deleted;
    private final Downloads downloads;

    UserEvents(DeletedPeople deleted, Downloads downloads) {
        this.deleted = deleted;
        this.downloads = downloads;
    }

    @Incoming("users")
    Uni<Void> receive(ConsumerRecord<String, String> record) {
        return deleted.consume(record, "youtube.users", downloads::cancelOpenOf);
    }
}
