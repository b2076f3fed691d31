package io.medianest.media.status;

import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the connection to Overseerr stands. */
@Path("/media/overseerr")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Overseerr accounts")
public class OverseerrStatusResource {
    private final OverseerrStatus status;

    OverseerrStatusResource(OverseerrStatus status) {
        this.status = status;
    }

    /** Asks Overseerr who it is, and tells what waits for it. */
    @GET
    @Operation(
            operationId = "getOverseerrStatus",
            summary = "How the connection to Overseerr stands: product, version, what can be used, what waits")
    public Uni<OverseerrStatusView> get() {
        return status.now();
    }
}
