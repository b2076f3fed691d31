package io.medianest.monitor.job;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some recurring work.
 *
 * @param name names it in the whole suite
 * @param service does it
 * @param state how it stands
 * @param lastStartedAt when it was last begun; null if never
 * @param lastSucceededAt when it last ended well; null if never
 * @param durationMs how long it took, if it went well the last time
 * @param outcome what came of it when it last went well, if the work tells
 * @param error what went wrong the last time; null if nothing did
 * @param nextRunAt when it is due; null if it comes round by itself every few moments
 * @param requestedAt since when somebody wants it done now; null if nobody does, or it was begun
 */
public record Job(
        @Schema(examples = "clean-up") String name,

        @Schema(examples = "auth-service") String service,

        JobState state,
        @Nullable Instant lastStartedAt,
        @Nullable Instant lastSucceededAt,
        @Nullable Long durationMs,
        @Nullable String outcome,
        @Nullable String error,
        @Nullable Instant nextRunAt,
        @Nullable Instant requestedAt) {}
