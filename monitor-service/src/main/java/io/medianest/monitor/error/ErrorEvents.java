package io.medianest.monitor.error;

import io.medianest.events.error.ErrorLogged;
import io.medianest.persistence.event.ProcessedEvents;
import io.medianest.runtime.events.EventConsumer;
import io.medianest.runtime.events.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    Uni<Void> receive(ConsumerRecord<String, String> record) {
        return consumer.consume(record, this::store);
    }

    private Uni<Void> store(ReceivedEvent event) {
        return event.data().orElse(null) instanceof ErrorLogged error
                ? processed
                        .once(CONSUMER, event.id(), () -> repository.store(event.id(), error))
                        .invoke(first -> {
                            if (first) {
                                metrics.count(error);
                            }
                        })
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
