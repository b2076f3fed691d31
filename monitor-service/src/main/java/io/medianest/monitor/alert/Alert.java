package io.medianest.monitor.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people are told; as JSON it is the body of a webhook, in which what is null is absent.
 *
 * @param event down, up or test
 * @param service the service's name
 * @param displayName as people call it
 * @param status how it is by that: offline, degraded or online
 * @param incidentId which outage it is about; null for a test
 * @param cause what was wrong; null if nobody knows
 * @param startedAt the first failure
 * @param endedAt the first answer after it; null while it lasts
 * @param durationSeconds how long it lasted; null while it lasts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Alert(
        AlertEvent event,
        String service,
        String displayName,
        String status,
        @Nullable UUID incidentId,
        @Nullable String cause,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationSeconds) {

    /** What a channel is tried with. */
    static Alert test(Instant now) {
        return new Alert(
                AlertEvent.TEST, "monitor-service", "MediaNest", "online", null, "Only a test.", now, null, null);
    }
}
