package io.medianest.monitor.correlation;

import io.medianest.monitor.audit.AuditEntry;
import io.medianest.monitor.error.ErrorView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call.
 *
 * @param correlationId the call's
 * @param errors what went wrong, newest first, at most 100
 * @param changes what it changed, newest first, at most 100
 * @param requests the requests for films and series among the rows that it changed and the paths that failed, as they are
 *     now
 * @param downloads the downloads of YouTube among them, likewise
 * @param complete whether that is all
 */
public record Trace(
        String correlationId,
        List<ErrorView> errors,
        List<AuditEntry> changes,
        List<TracedRequest> requests,
        List<TracedDownload> downloads,
        boolean complete) {

    /**
     * A request for a film or a series.
     *
     * @param mediaType movie or tv
     */
    public record TracedRequest(UUID id, String title, String mediaType, String status, Instant createdAt) {}

    /**
     * A download of YouTube.
     *
     * @param title the playlist's; null until it is known
     */
    public record TracedDownload(UUID id, @Nullable String title, String status, Instant createdAt) {}
}
