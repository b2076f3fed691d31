package io.medianest.monitor.deadletter;

import io.medianest.events.deadletter.DeadLetter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer could not handle, as the API shows it.
 *
 * @param id names it
 * @param storedAt when the consumer gave up
 * @param topic where the event came from
 * @param consumer who gave up
 * @param reason what went wrong
 * @param eventId the event's id
 * @param eventType its type
 * @param correlationId what caused it
 * @param key what it is about
 * @param data the event's data as text; it may be no JSON
 * @param replayedAt when it was last given to its consumer again; null if it never was
 */
public record DeadLetterView(
        String id,
        Instant storedAt,
        String topic,
        @Nullable String consumer,
        @Nullable String reason,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable String correlationId,
        @Nullable String key,
        @Nullable String data,
        @Nullable Instant replayedAt) {

    static DeadLetterView of(DeadLetter letter, @Nullable Instant replayedAt) {
        return new DeadLetterView(
                letter.id(),
                letter.storedAt(),
                letter.topic(),
                letter.consumer(),
                letter.reason(),
                letter.eventId(),
                letter.eventType(),
                letter.correlationId(),
                letter.key(),
                letter.value(),
                replayedAt);
    }
}
