package io.medianest.monitor.alert;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the log, as they come.
 *
 * @param limit 1 to 100, 20 by default
 * @param cursor from the page before
 * @param channelId those of one channel
 * @param incidentId those of one incident
 * @param service those of one service
 * @param state those in one state
 */
public record AlertDeliveryParameters(
        @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable
        String cursor,

        @QueryParam("channelId") @Parameter(description = "Those of one channel") @Nullable
        UUID channelId,

        @QueryParam("incidentId") @Parameter(description = "Those of one incident") @Nullable
        UUID incidentId,

        @QueryParam("service") @Parameter(description = "Those of one service") @Nullable
        String service,

        @QueryParam("state")
        @Parameter(
                description = "Those in one state",
                schema = @Schema(enumeration = {"pending", "sent", "failed", "skipped"}))
        @Nullable
        String state) {

    /** Names this list, so that a cursor of another one is not taken for it. */
    String name() {
        return "alert-deliveries|" + channelId + '|' + incidentId + '|' + service + '|' + state;
    }
}
