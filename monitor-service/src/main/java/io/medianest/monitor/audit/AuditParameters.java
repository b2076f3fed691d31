package io.medianest.monitor.audit;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the audit trail, as they come.
 *
 * @param limit 1 to 100, 20 by default
 * @param cursor from the page before
 * @param table which table, with or without its schema
 * @param rowId which of its rows
 * @param actorId who did it
 * @param correlationId what one call did
 */
public record AuditParameters(
        @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable
        String cursor,

        @QueryParam("table") @Parameter(description = "Such as media_requests or media.media_requests") @Nullable
        String table,

        @QueryParam("rowId")
        @Parameter(description = "Its primary key, several columns joined by /; needs table")
        @Nullable
        String rowId,

        @QueryParam("actorId") @Parameter(description = "A user's id, service:<name> or migration") @Nullable
        String actorId,

        @QueryParam("correlationId") @Parameter(description = "What one call changed") @Nullable
        String correlationId) {}
