package io.medianest.monitor.error;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An error as an ADMIN sees it.
 *
 * @param count how many it stands for: those of a second are one, and from 60 an hour on the newest takes the others
 * @param fingerprint the same for errors of the same cause
 * @param metadata what a client added
 */
public record ErrorView(
        UUID id,
        String correlationId,
        @Nullable UUID userId,
        @Nullable String service,
        String errorCode,
        String errorMessage,
        @Nullable String stackTrace,
        String requestPath,
        String requestMethod,
        @Nullable String route,
        @Nullable Integer statusCode,
        long count,
        @Nullable String fingerprint,
        Map<String, Object> metadata,
        Instant createdAt) {}
