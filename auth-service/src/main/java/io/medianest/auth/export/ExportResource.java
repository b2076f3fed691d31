package io.medianest.auth.export;

import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A copy of everything that is stored about oneself. */
@Path("/auth/me/export")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Me")
public class ExportResource {
    private final PersonExport export;
    private final CurrentCaller caller;
    private final CurrentClient client;

    ExportResource(PersonExport export, CurrentCaller caller, CurrentClient client) {
        this.export = export;
        this.caller = caller;
        this.client = client;
    }

    /** Everything that is stored about the caller. */
    @GET
    @RateLimited("exports")
    @APIResponseSchema(value = ExportView.class, responseCode = "200")
    @Operation(operationId = "exportMe", summary = "Everything that is stored about oneself, without secrets")
    public Uni<RestResponse<ExportView>> get() {
        return export.of(caller.get().userId(), client.get())
                .map(copy -> RestResponse.ResponseBuilder.ok(copy)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"medianest-export.json\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }
}
