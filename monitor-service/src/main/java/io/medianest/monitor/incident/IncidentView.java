package io.medianest.monitor.incident;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a service did not work as it should.
 *
 * @param id of this incident
 * @param serviceName the service
 * @param severity offline, or degraded if it worked slowly or in part
 * @param cause what was wrong, in plain words; null if nobody knows
 * @param startedAt the first failure
 * @param endedAt the first answer after it; null while it lasts
 * @param durationMs how long it lasted, or has lasted, in milliseconds
 */
public record IncidentView(
        UUID id,
        String serviceName,
        @Schema(enumeration = {"degraded", "offline"}) String severity,

        @Nullable String cause,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs) {}
