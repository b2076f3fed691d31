package io.medianest.monitor.error;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the list of errors, as they come.
 *
 * @param limit 1 to 100, 20 by default
 * @param cursor from the page before
 * @param correlationId what failed in one request
 * @param errorCode those of one code
 * @param fingerprint those of one group
 * @param service those of one service
 */
public record ErrorListParameters(
        @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable
        String cursor,

        @QueryParam("correlationId") @Parameter(description = "What failed in one request") @Nullable
        String correlationId,

        @QueryParam("errorCode") @Parameter(description = "Those of one code") @Nullable
        String errorCode,

        @QueryParam("fingerprint") @Parameter(description = "Those of one group") @Nullable
        String fingerprint,

        @QueryParam("service") @Parameter(description = "Those of one service") @Nullable
        String service) {

    /** Names this list, so that a cursor of another one is not taken for it. */
    String name() {
        return "errors|" + correlationId + '|' + errorCode + '|' + fingerprint + '|' + service;
    }
}
