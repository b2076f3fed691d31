package io.medianest.monitor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of outages when a service's state changes. Maintenance and times that nobody knows of neither begin nor
 * end one.
 *
 * @param severity DEGRADED or OFFLINE
 * @param startedAt when it began
 * @param endedAt when it ended; null while it lasts
 * @param cause what is wrong; null if nobody knows
 */
public record Outage(
        ServiceState severity,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String cause) {

    /**
     * The outages that change.
     *
     * @param open the one that lasts; null without one
     * @param intervals the new states, in order
     * @return in order, first what ends the open one if it ends; the last one may last
     */
    public static List<Outage> changed(@Nullable Outage open, List<Interval> intervals) {
        List<Outage> changed = new ArrayList<>();
        Outage lasting = open;
        for (Interval interval : intervals) {
            ServiceState state = interval.state();
            if (state == ServiceState.MAINTENANCE
                    || state == ServiceState.UNKNOWN
                    || (lasting != null && lasting.severity() == state)) {
                continue;
            }
            if (lasting != null) {
                changed.remove(lasting);
                changed.add(lasting.ended(interval.startedAt()));
                lasting = null;
            }
            if (state == ServiceState.OFFLINE || state == ServiceState.DEGRADED) {
                lasting = new Outage(state, interval.startedAt(), null, interval.cause());
                changed.add(lasting);
            }
        }
        return changed;
    }

    private Outage ended(Instant at) {
        return new Outage(severity, startedAt, at, cause);
    }
}
