package io.medianest.media.request;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the list of requests, as they come.
 *
 * @param limit 1 to 100, 20 by default
 * @param cursor from the page before
 * @param userId whose; only for those who decide requests
 * @param status one status
 * @param phase one phase
 * @param mediaType {@code movie} or {@code tv}
 * @param q part of the title; of fewer than three letters the beginning of a word
 * @param followed {@code true} for what one follows
 * @param sort {@code createdAt} or {@code -createdAt}
 */
public record MediaRequestListParameters(
        @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable
        String cursor,

        @QueryParam("userId") @Parameter(description = "Whose; MODERATOR") @Nullable
        String userId,

        @QueryParam("status") @Nullable String status,
        @QueryParam("phase") @Nullable String phase,
        @QueryParam("mediaType") @Nullable String mediaType,

        @QueryParam("q")
        @Parameter(description = "Part of the title; of fewer than three letters the beginning of a word")
        @Nullable
        String q,

        @QueryParam("followed")
        @Parameter(description = "true: what one follows, instead of what one has asked for")
        @Nullable
        String followed,

        @QueryParam("sort")
        @Parameter(description = "createdAt: oldest first; -createdAt, the default: newest first")
        @Nullable
        String sort) {}
