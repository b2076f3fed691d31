package io.medianest.runtime.outbox;

import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.events.revocation.RevocationHeartbeat;
import io.medianest.runtime.correlation.Correlation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of the revocations. The relay sends it, rather than a timer, because it must mean that every revocation
 * committed before has reached Kafka: a relay that is stuck gives no sign of life.
 */
final class Heartbeat {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final boolean enabled;
    private final InstantSource clock;
    /** A clock that is set back must not keep the next one from being sent. */
    private final LongSupplier nanoTime;

    private Instant lookedAt = Instant.EPOCH;
    private long lookedAtNanos;
    private @Nullable Long sentAtNanos;

    Heartbeat(boolean enabled) {
        this(enabled, InstantSource.system(), System::nanoTime);
    }

    Heartbeat(boolean enabled, InstantSource clock, LongSupplier nanoTime) {
        this.enabled = enabled;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The outbox is about to be read. */
    void looking() {
        lookedAt = clock.instant();
        lookedAtNanos = nanoTime.getAsLong();
    }

    /** The heartbeat to send now that everything that was read is acknowledged; empty if it is not yet time. */
    List<OutgoingEvent> due() {
        Long sent = sentAtNanos;
        if (!enabled || (sent != null && lookedAtNanos - sent < INTERVAL.toNanos())) {
            return List.of();
        }
        sentAtNanos = lookedAtNanos;
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
