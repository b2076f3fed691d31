package io.medianest.monitor.state;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a service has been down, degraded and left out until some time, since it is known.
 *
 * @param downMs milliseconds
 * @param degradedMs milliseconds
 * @param excludedMs milliseconds
 */
public record Sums(long downMs, long degradedMs, long excludedMs) {
    /** At the beginning. */
    public static final Sums NONE = new Sums(0, 0, 0);

    /** With an interval in that state added. */
    public Sums plus(ServiceState state, Instant from, Instant until) {
        long ms = Duration.between(from, until).toMillis();
        return new Sums(
                state.isDown() ? downMs + ms : downMs,
                state == ServiceState.DEGRADED ? degradedMs + ms : degradedMs,
                state.isExcluded() ? excludedMs + ms : excludedMs);
    }
}
