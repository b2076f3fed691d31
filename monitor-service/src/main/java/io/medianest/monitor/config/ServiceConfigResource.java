package io.medianest.monitor.config;

import io.medianest.monitor.config.ServiceConfigQueries.Versioned;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How services are reached. */
@Path("/service-configs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Service configuration")
public class ServiceConfigResource {
    private final ServiceConfigs configs;
    private final ServiceConfigQueries queries;
    private final CurrentCaller caller;

    ServiceConfigResource(ServiceConfigs configs, ServiceConfigQueries queries, CurrentCaller caller) {
        this.configs = configs;
        this.queries = queries;
        this.caller = caller;
    }

    /** Lists all configurations. */
    @GET
    @Operation(operationId = "listServiceConfigs", summary = "How services are reached, by name, without their keys")
    public Uni<Page<ServiceConfigView>> list() {
        return queries.all().map(all -> new Page<>(all, null));
    }

    /** One configuration. */
    @GET
    @Path("/{name}")
    @Operation(operationId = "getServiceConfig", summary = "How a service is reached, without its key")
    public Uni<RestResponse<ServiceConfigView>> get(String name) {
        return configs.find(name).map(ServiceConfigResource::tagged);
    }

    /** Sets a configuration. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putServiceConfig",
            summary = "Set how a service is reached",
            description =
                    "Any name that is not one of MediaNest's own adds a service to watch, with configData.kind http"
                            + " or tcp. The connection of an enabled service is tried first: 422 CONNECTION_FAILED if it does not"
                            + " answer as it should. All services use the new connection within 5 seconds.")
    public Uni<RestResponse<ServiceConfigView>> put(
            String name,
            @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
            @QueryParam("test") @DefaultValue("true") @Parameter(description = "Whether the connection is tried first")
                    boolean test,
            @NotNull @Valid PutServiceConfig body) {
        return configs.put(caller.get().userId(), name, body, IfMatch.of(ifMatch), test)
                .map(ServiceConfigResource::tagged);
    }

    /** Removes a configuration. */
    @DELETE
    @Path("/{name}")
    @Operation(operationId = "deleteServiceConfig", summary = "Forget how a service is reached")
    @APIResponse(responseCode = "204", description = "Forgotten")
    public Uni<Void> delete(String name, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
        return configs.delete(caller.get().userId(), name, IfMatch.of(ifMatch));
    }

    private static RestResponse<ServiceConfigView> tagged(Versioned config) {
        return RestResponse.ResponseBuilder.ok(config.view())
                .header("ETag", IfMatch.etag(config.version()))
                .build();
    }
}
