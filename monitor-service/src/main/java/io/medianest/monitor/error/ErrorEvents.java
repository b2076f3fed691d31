package io.medianest.monitor.error;

import io.medianest.events.error.ErrorLogged;
import io.medianest.persistence.event.ProcessedEvents;
import io.medianest.runtime.events.EventConsumer;
import io.medianest.runtime.events.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores what the services tell of errors. */
@ApplicationScoped
public class ErrorEvents {
    private static final String CONSUMER = "monitor.errors";

    private final EventConsumer consumer;
    private final ProcessedEvents processed;
    private final ErrorRepository repository;
    private final ErrorMetrics metrics;

    ErrorEvents(EventConsumer consumer, ProcessedEvents processed, ErrorRepository repository, ErrorMetrics metrics) {
        this.consumer = consumer;
        this.processed = processed;
        this.repository = repository;
        this.metrics = metrics;
    }

    @Incoming("errors")
    Uni<Void> receive(ConsumerRecords<String, String> records) {
        return consumer.consumeAll(records, this::store);
    }

    private Uni<Void> store(List<ReceivedEvent> events) {
        Map<UUID, ErrorLogged> told = new LinkedHashMap<>();
        for (ReceivedEvent event : events) {
            if (event.data().orElse(null) instanceof ErrorLogged error) {
                told.put(event.id(), error);
            }
        }
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return processed
                .once(CONSUMER, told.keySet(), fresh -> {
                    told.keySet().retainAll(fresh);
                    return repository.store(told);
                })
                .invoke(() -> told.values().forEach(metrics::count))
                .replaceWithVoid();
    }
}
