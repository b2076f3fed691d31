package io.medianest.monitor.config;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether a configured connection works, and who changed it. */
@Path("/service-configs/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Service configuration")
public class ServiceConfigToolsResource {
    private final ServiceConfigs configs;
    private final ServiceConfigTrail trail;
    private final Paging paging;

    ServiceConfigToolsResource(ServiceConfigs configs, ServiceConfigTrail trail, Paging paging) {
        this.configs = configs;
        this.trail = trail;
        this.paging = paging;
    }

    /** Tries a connection. */
    @POST
    @Path("/test")
    @Operation(
            operationId = "testServiceConfig",
            summary = "Try the connection of a service as it is configured",
            description = "200 whether it works or not; ok says which.")
    public Uni<ConnectionResult> test(String name) {
        return configs.test(name);
    }

    /** Who changed what. */
    @GET
    @Path("/changes")
    @Operation(
            operationId = "listServiceConfigChanges",
            summary = "Who changed how a service is reached, newest first",
            description = "Empty for a name that nobody ever configured. Of the key only that it was changed.")
    public Uni<Page<ServiceConfigChange>> changes(
            String name, @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return trail.of(name, paging.request("service-config-changes/" + name, limit, cursor));
    }
}
