package io.medianest.monitor.incident;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The incidents of one service. */
@Path("/services/{name}/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Services")
public class ServiceIncidentResource {
    private final IncidentQueries queries;
    private final Paging paging;

    ServiceIncidentResource(IncidentQueries queries, Paging paging) {
        this.queries = queries;
        this.paging = paging;
    }

    /** Lists its incidents. */
    @GET
    @AllowedScope(Scope.STATUS_READ)
    @Operation(operationId = "listServiceIncidents", summary = "When a service did not work and why, newest first")
    public Uni<Page<IncidentView>> list(
            String name,
            @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        return queries.of(name, paging.request("incidents/" + name, limit, cursor));
    }
}
