package io.medianest.runtime.events;

import io.medianest.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Has this instance read topics as a whole, whatever other instances read: for memory that every instance needs. */
@ApplicationScoped
public class BroadcastConsumers implements AutoCloseable {
    private final Map<String, Object> kafka;
    private final List<BroadcastConsumer> consumers = new CopyOnWriteArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param kafka how to reach Kafka, in its own keys
     */
    public BroadcastConsumers(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * Reads a topic until this instance stops, through outages of Kafka.
     *
     * @param topic what to read
     * @param backlog how many events before the end to begin with, in each partition; 0 for new ones only
     * @param listener who hears them
     */
    public void listen(Topic topic, long backlog, BroadcastListener listener) {
        BroadcastConsumer consumer = new BroadcastConsumer(topic, backlog, listener, kafka);
        consumers.add(consumer);
        consumer.start();
    }

    /** Stops reading. */
    @Override
    public void close() {
        consumers.forEach(BroadcastConsumer::close);
        consumers.clear();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }
}
