package io.medianest.monitor.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a state of a service, which lasts until the next one begins.
 *
 * @param startedAt when, to the millisecond
 * @param state the state
 * @param sums of everything before
 * @param cause what is wrong; null if nothing is
 */
public record Interval(
        Instant startedAt,
        ServiceState state,
        Sums sums,
        @Nullable String cause) {

    /** The sums of everything until a time that is not before this. */
    public Sums sumsAt(Instant time) {
        return sums.plus(state, startedAt, time);
    }
}
