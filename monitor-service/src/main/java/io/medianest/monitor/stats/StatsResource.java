package io.medianest.monitor.stats;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much there is of what. */
@Path("/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Statistics")
public class StatsResource {
    private final StatsBoard board;

    StatsResource(StatsBoard board) {
        this.board = board;
    }

    /** The latest counts. */
    @GET
    @Operation(
            operationId = "getStats",
            summary = "How many sessions, people, requests, downloads and services there are, by status",
            description = "Counted once a minute.")
    public Uni<Stats> stats() {
        return Uni.createFrom()
                .item(board.latest()
                        .orElseThrow(() -> ProblemException.unavailable(
                                "NOT_COUNTED_YET", "Nothing was counted yet; try again.", Duration.ofSeconds(15))));
    }
}
