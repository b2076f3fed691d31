package io.medianest.runtime.outbox;

import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.events.revocation.RevocationHeartbeat;
import io.medianest.runtime.correlation.Correlation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The heartbeat of the revocations. The relay sends it, rather than a timer, because it must mean that every revocation
 * committed before has reached Kafka: a relay that is stuck gives no sign of life.
 */
final class Heartbeat {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final boolean enabled;
    private Instant lookedAt = Instant.EPOCH;
    private Instant sentAt = Instant.EPOCH;

    Heartbeat(boolean enabled) {
        this.enabled = enabled;
    }

    /** The outbox is about to be read. */
    void looking() {
        lookedAt = Instant.now();
    }

    /** The heartbeat to send now that everything that was read is acknowledged; empty if it is not yet time. */
    List<OutgoingEvent> due() {
        if (!enabled || lookedAt.isBefore(sentAt.plus(INTERVAL))) {
            return List.of();
        }
        sentAt = lookedAt;
        RevocationHeartbeat data = new RevocationHeartbeat(lookedAt);
        EventType type = EventType.of(data);
        return List.of(new OutgoingEvent(
                0,
                UUID.randomUUID(),
                type.topic().name(),
                data.key(),
                type.wireName(),
                lookedAt.toEpochMilli(),
                EventJson.write(data),
                Correlation.from(null, null),
                lookedAt.atOffset(ZoneOffset.UTC)));
    }
}
