package io.medianest.media.support;

import io.medianest.events.Event;
import io.medianest.events.EventHeaders;
import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.testing.stores.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as other services would. */
public final class Publisher {
    private Publisher() {}

    /** Publishes an event as it stands. */
    public static void publish(UUID id, Event event) {
        publish(id, EventType.of(event).wireName(), EventType.of(event).topic().name(), event.key(), EventJson.write(event));
    }

    /** Publishes any text as the data of an event. */
    public static void publish(UUID id, String type, String topic, String key, String data) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, data);
        Map.of(
                        EventHeaders.ID, id.toString(),
                        EventHeaders.TYPE, type,
                        EventHeaders.SOURCE, "/medianest/test",
                        EventHeaders.TIME, Instant.now().toString(),
                        EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_VALUE,
                        EventHeaders.SEQUENCE, "1",
                        EventHeaders.CONTENT_TYPE, EventHeaders.CONTENT_TYPE_VALUE)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStores.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(record);
            producer.flush();
        }
    }
}
