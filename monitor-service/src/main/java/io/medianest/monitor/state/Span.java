package io.medianest.monitor.state;

import java.time.Instant;

/**
 * A time during which a service may be off.
 *
 * @param from its beginning
 * @param until its end, which is not part of it
 */
public record Span(Instant from, Instant until) {

    boolean lastsUntil(Instant time) {
        return from.isBefore(time) && !time.isAfter(until);
    }

    boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }
}
