package io.medianest.monitor.schedule;

import io.medianest.monitor.state.Observation;
import java.time.Instant;
import java.util.List;

/**
 * What is to be recorded of a service that was taken.
 *
 * @param taken the service
 * @param observations what was found, the oldest first; none if it is not looked at
 */
record Seen(Taken taken, List<Observation> observations) {

    /** Whether it is to be looked at, but nobody says any more where it is. */
    boolean isOutOfSight() {
        return taken.enabled()
                && observations.isEmpty()
                && taken.timeline().watch().lastAt() != null;
    }

    /** When it was looked at first; the given time if it was not. */
    Instant first(Instant otherwise) {
        return observations.isEmpty() ? otherwise : observations.getFirst().at();
    }
}
