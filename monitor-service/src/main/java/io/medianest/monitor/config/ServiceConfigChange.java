package io.medianest.monitor.config;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change of how a service is reached.
 *
 * @param at when
 * @param operation insert, update or delete
 * @param changes what was and what is, by column; of the key only that it changed
 * @param actorId who did it: a user's id, or {@code service:<name>}
 * @param correlationId of the call that did it; null if no call did
 */
public record ServiceConfigChange(
        Instant at,
        String operation,
        Map<String, Object> changes,

        @Schema(description = "A user's id, or service: and a name")
        String actorId,

        @Nullable String correlationId) {}
