package io.medianest.monitor.maintenance;

import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Announced times during which services may be off. */
@Path("/maintenance-windows")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Maintenance")
public class MaintenanceResource {
    private final Maintenance maintenance;
    private final MaintenanceQueries queries;
    private final Paging paging;
    private final CurrentCaller caller;

    MaintenanceResource(Maintenance maintenance, MaintenanceQueries queries, Paging paging, CurrentCaller caller) {
        this.maintenance = maintenance;
        this.queries = queries;
        this.paging = paging;
        this.caller = caller;
    }

    /** Lists maintenance. */
    @GET
    @Operation(
            operationId = "listMaintenanceWindows",
            summary = "Announced and past maintenance, what begins last first")
    public Uni<Page<MaintenanceWindowView>> list(
            @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        return queries.page(paging.request("maintenance-windows", limit, cursor));
    }

    /** Announces maintenance. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createMaintenanceWindow",
            summary = "Announce that a service, or all, may be off for a while",
            description = "That time is left out of uptime, and no incident begins in it.")
    @APIResponse(responseCode = "201", description = "Announced")
    public Uni<RestResponse<MaintenanceWindowView>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey,
            @NotNull @Valid CreateMaintenanceWindow body) {
        return maintenance
                .create(caller.get().userId(), IdempotencyKey.of(idempotencyKey), body)
                .map(Answer::response);
    }

    /** Calls it off. */
    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteMaintenanceWindow",
            summary = "Call maintenance off",
            description = "What is under way ends now; 409 MAINTENANCE_OVER if it has ended.")
    @APIResponse(responseCode = "204", description = "Called off")
    public Uni<Void> delete(UUID id) {
        return maintenance.delete(caller.get().userId(), id);
    }
}
