package io.medianest.monitor.deadletter;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events that could not be handled. */
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Dead letters")
public class DeadLetterResource {
    private final DeadLetterDesk desk;
    private final CurrentCaller caller;

    DeadLetterResource(DeadLetterDesk desk, CurrentCaller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** Lists dead letters. */
    @GET
    @Operation(operationId = "listDeadLetters", summary = "Events that a consumer could not handle, newest first")
    public Uni<Page<DeadLetterView>> list(
            @QueryParam("topic") @Parameter(description = "Such as users or medianest.users; all if absent") @Nullable
                    String topic,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return desk.page(topic, limit, cursor);
    }

    /** Tries again. */
    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Give an event to the consumer that could not handle it, again",
            description = "Others leave it alone. If it fails again it is a new dead letter.")
    public Uni<DeadLetterView> replay(String id) {
        return desk.replay(caller.get().userId(), id);
    }

    /** Puts away. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteDeadLetter", summary = "Put a dead letter away; it is listed no longer")
    @APIResponse(responseCode = "204", description = "Put away")
    public Uni<Void> delete(String id) {
        return desk.discard(caller.get().userId(), id);
    }
}
