package io.medianest.monitor.error;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the same cause.
 *
 * @param title the message of the first one
 * @param occurrences how many there were, exactly
 * @param resolvedAt when somebody was done with it; null unless it is resolved
 * @param version for If-Match
 */
public record ErrorGroupView(
        UUID id,
        String fingerprint,
        String errorCode,
        String title,
        @Nullable String service,
        @Nullable String route,
        String status,
        long occurrences,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant resolvedAt,
        @Nullable UUID resolvedBy,
        long version) {}
