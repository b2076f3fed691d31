package io.medianest.runtime.outbox;

import io.medianest.events.EventHeaders;
import io.medianest.runtime.correlation.Correlation;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to Kafka.
 *
 * @param seq its place in the outbox
 * @param id its unique id
 * @param topic where it goes
 * @param key the aggregate's id
 * @param type its type's name on the wire
 * @param version the aggregate's version
 * @param payload the data as JSON
 * @param correlation what caused it
 * @param time when it happened
 */
record OutgoingEvent(
        long seq,
        UUID id,
        String topic,
        String key,
        String type,
        long version,
        String payload,
        Correlation correlation,
        OffsetDateTime time) {

    /**
     * The event as a CloudEvent in binary mode.
     *
     * @param slice whose it is
     * @param traceparent what consumers continue; null for nothing
     */
    ProducerRecord<String, String> toRecord(String slice, @Nullable String traceparent) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, payload);
        Headers headers = record.headers();
        add(headers, EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_VALUE);
        add(headers, EventHeaders.ID, id.toString());
        add(headers, EventHeaders.TYPE, type);
        add(headers, EventHeaders.SOURCE, "/medianest/" + slice);
        add(headers, EventHeaders.TIME, time.toInstant().toString());
        add(headers, EventHeaders.SEQUENCE, Long.toString(version));
        add(headers, EventHeaders.CONTENT_TYPE, EventHeaders.CONTENT_TYPE_VALUE);
        add(headers, EventHeaders.CORRELATION_ID, correlation.id());
        if (traceparent != null) {
            add(headers, EventHeaders.TRACEPARENT, traceparent);
        }
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
