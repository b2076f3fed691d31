package io.medianest.events.deadletter;

import io.medianest.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer could not handle. What its headers do not tell is null: it may be no event at all.
 *
 * @param id names this letter: its topic, partition and offset
 * @param storedAt when it was put here
 * @param topic where the event came from
 * @param origin its partition and offset there
 * @param consumer the consumer group that gave up
 * @param reason what went wrong
 * @param eventId the event's id, the same at each redelivery
 * @param eventType the event's type
 * @param correlationId what caused the event
 * @param key the aggregate's id
 * @param value the event's data
 */
public record DeadLetter(
        String id,
        Instant storedAt,
        String topic,
        @Nullable String origin,
        @Nullable String consumer,
        @Nullable String reason,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable String correlationId,
        @Nullable String key,
        @Nullable String value) {

    static DeadLetter of(ConsumerRecord<String, String> record, String topic) {
        String partition = header(record, DeadLetterHeaders.PARTITION);
        String offset = header(record, DeadLetterHeaders.OFFSET);
        return new DeadLetter(
                new DeadLetterId(record.topic(), record.partition(), record.offset()).toString(),
                Instant.ofEpochMilli(record.timestamp()),
                topic,
                partition == null || offset == null ? null : partition + "-" + offset,
                header(record, DeadLetterHeaders.CONSUMER),
                header(record, DeadLetterHeaders.REASON),
                header(record, EventHeaders.ID),
                header(record, EventHeaders.TYPE),
                header(record, EventHeaders.CORRELATION_ID),
                record.key(),
                record.value());
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
