package io.medianest.local.journey;

import io.medianest.events.Event;
import io.medianest.events.EventHeaders;
import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as a service's relay does. */
final class TopicWriter implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final KafkaProducer<String, String> producer;

    TopicWriter(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Publishes an event, and returns when Kafka has it. */
    void publish(Event event, long version) {
        EventType type = EventType.of(event);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_VALUE);
        headers.put(EventHeaders.ID, UUID.randomUUID().toString());
        headers.put(EventHeaders.TYPE, type.wireName());
        headers.put(EventHeaders.SOURCE, "/medianest/test");
        headers.put(EventHeaders.TIME, Instant.now().toString());
        headers.put(EventHeaders.SEQUENCE, Long.toString(version));
        headers.put(EventHeaders.CONTENT_TYPE, EventHeaders.CONTENT_TYPE_VALUE);
        ProducerRecord<String, String> record =
                new ProducerRecord<>(type.topic().name(), event.key(), EventJson.write(event));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka did not take the event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
