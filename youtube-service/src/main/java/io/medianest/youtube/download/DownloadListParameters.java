package io.medianest.youtube.download;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the list of downloads, as they come.
 *
 * @param limit 1 to 100, 20 by default
 * @param cursor from the page before
 * @param userId whose; only for a MODERATOR
 * @param status one status
 */
public record DownloadListParameters(
        @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable
        String cursor,

        @QueryParam("userId") @Parameter(description = "Whose; MODERATOR") @Nullable
        String userId,

        @QueryParam("status") @Parameter(description = "queued, downloading, completed or failed") @Nullable
        String status) {}
