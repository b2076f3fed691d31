package io.medianest.runtime.events;

import io.medianest.events.Event;
import io.medianest.events.EventHeaders;
import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.events.MalformedEventException;
import io.medianest.runtime.correlation.Correlation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came from Kafka.
 *
 * @param id its unique id, the same at each redelivery
 * @param typeName its type's name on the wire; may be one that this version does not know
 * @param key the aggregate's id
 * @param sequence the aggregate's version after the change; ignore an event that is older than what you have seen
 * @param time when it happened
 * @param publishedAt when it was sent to Kafka
 * @param correlation what caused it
 * @param position where it stands in Kafka
 * @param json its data
 */
public record ReceivedEvent(
        UUID id,
        String typeName,
        String key,
        long sequence,
        Instant time,
        Instant publishedAt,
        Correlation correlation,
        EventPosition position,
        String json) {

    /**
     * Reads the headers of a record.
     *
     * @throws MalformedEventException if the record is no CloudEvent of ours
     */
    public static ReceivedEvent of(ConsumerRecord<String, String> record) {
        if (record.key() == null || record.value() == null) {
            throw new MalformedEventException("A record without key or value", null);
        }
        try {
            return new ReceivedEvent(
                    UUID.fromString(required(record, EventHeaders.ID)),
                    required(record, EventHeaders.TYPE),
                    record.key(),
                    Long.parseLong(required(record, EventHeaders.SEQUENCE)),
                    Instant.parse(required(record, EventHeaders.TIME)),
                    Instant.ofEpochMilli(record.timestamp()),
                    Correlation.from(
                            header(record, EventHeaders.CORRELATION_ID), header(record, EventHeaders.TRACEPARENT)),
                    new EventPosition(record.topic(), record.partition(), record.offset()),
                    record.value());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new MalformedEventException("A header of the event is not readable", e);
        }
    }

    /** Its type, or empty if this version does not know it: a consumer then ignores the event. */
    public Optional<EventType> type() {
        return EventType.named(typeName);
    }

    /**
     * Its data, or empty if this version does not know the type.
     *
     * @throws MalformedEventException if the data is not what the type says
     */
    public Optional<Event> data() {
        return type().map(type -> EventJson.read(type, json));
    }

    private static String required(ConsumerRecord<String, String> record, String name) {
        String value = header(record, name);
        if (value == null) {
            throw new MalformedEventException("The event has no header " + name, null);
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
