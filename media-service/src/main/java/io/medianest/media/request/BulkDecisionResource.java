package io.medianest.media.request;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same decision about several requests. */
@Path("/media-requests/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MODERATOR_NAME)
@Tag(name = "Decisions")
public class BulkDecisionResource {
    private final BulkDecisions decisions;
    private final CurrentCaller caller;

    BulkDecisionResource(BulkDecisions decisions, CurrentCaller caller) {
        this.decisions = decisions;
        this.caller = caller;
    }

    /** Decides several requests. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.REQUESTS_DECIDE)
    @Operation(
            operationId = "decideMediaRequests",
            summary = "Approve or decline several requests, each for itself",
            description = "Always 200: items tells for each whether it was decided, or else why not.")
    public Uni<BulkOutcome> decide(@NotNull @Valid BulkDecision body) {
        return decisions.decide(caller.get().userId(), body);
    }
}
