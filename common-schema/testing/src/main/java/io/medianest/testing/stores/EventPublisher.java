package io.medianest.testing.stores;

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
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events in a test, as another service's relay would. */
public final class EventPublisher implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final KafkaProducer<String, String> producer;

    private EventPublisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Publishes to the test stores. */
    public static EventPublisher create() {
        return to(TestStores.bootstrapServers());
    }

    /** Publishes to another broker. */
    public static EventPublisher to(String bootstrapServers) {
        return new EventPublisher(bootstrapServers);
    }

    /** Publishes an event with a new id, and returns when Kafka has it. */
    public RecordMetadata publish(Event event, long version) {
        return publish(UUID.randomUUID(), event, version);
    }

    /** Publishes an event with an id of the test's choice: the same twice is a redelivery. */
    public RecordMetadata publish(UUID id, Event event, long version) {
        EventType type = EventType.of(event);
        return publish(type.topic().name(), event.key(), headers(id, type.wireName(), version), EventJson.write(event));
    }

    /** Publishes whatever the test wants, also what no service would. */
    public RecordMetadata publish(String topic, String key, Map<String, String> headers, String json) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, json);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka did not take the event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** The headers of a well-formed event. */
    public static Map<String, String> headers(UUID id, String type, long version) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(EventHeaders.SPEC_VERSION, "1.0");
        headers.put(EventHeaders.ID, id.toString());
        headers.put(EventHeaders.TYPE, type);
        headers.put(EventHeaders.SOURCE, "/medianest/test");
        headers.put(EventHeaders.TIME, Instant.now().toString());
        headers.put(EventHeaders.SEQUENCE, Long.toString(version));
        headers.put(EventHeaders.CONTENT_TYPE, "application/json");
        headers.put(EventHeaders.CORRELATION_ID, "test-" + id);
        return headers;
    }

    @Override
    public void close() {
        producer.close();
    }
}
