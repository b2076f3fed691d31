package io.medianest.monitor.uptime;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How services are and have been. */
@Path("/services")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Services")
public class ServiceResource {
    private final Services services;

    ServiceResource(Services services) {
        this.services = services;
    }

    /** Lists services. */
    @GET
    @AllowedScope(Scope.STATUS_READ)
    @Operation(operationId = "listServices", summary = "How all services are, by name")
    public Uni<Page<ServiceView>> list(
            @QueryParam("limit") @Parameter(description = "1 to 100; 100 by default") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        return services.page(limit, cursor);
    }

    /** One service. */
    @GET
    @Path("/{name}")
    @AllowedScope(Scope.STATUS_READ)
    @Operation(operationId = "getService", summary = "How a service is, with the last hundred looks at it")
    public Uni<ServiceDetails> get(String name) {
        return services.details(name);
    }

    /** Its history. */
    @GET
    @Path("/{name}/history")
    @AllowedScope(Scope.STATUS_READ)
    @Operation(operationId = "getServiceHistory", summary = "How a service has been")
    public Uni<HistoryView> history(
            String name,
            @QueryParam("window") @Parameter(description = "24h (by default), 7d, 30d or 90d") @Nullable
                    String window) {
        return services.history(name, Window.of(window));
    }

    /** Looks at it. */
    @POST
    @Path("/{name}/check")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            operationId = "checkService",
            summary = "Look at a service now",
            description = "Answers how it is then; 409 NOT_WATCHED, 503 NOT_LOOKED_AT.")
    public Uni<ServiceView> check(String name) {
        return services.check(name);
    }
}
