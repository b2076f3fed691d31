package io.medianest.events.revocation;

import java.time.Instant;

/**
 * A sign of life: whoever has read it knows every revocation that was published before.
 *
 * @param at when it was sent
 */
public record RevocationHeartbeat(Instant at) implements RevocationEvent {
    /** The key of all heartbeats; the topic has one partition. */
    public static final String KEY = "heartbeat";

    @Override
    public String key() {
        return KEY;
    }
}
