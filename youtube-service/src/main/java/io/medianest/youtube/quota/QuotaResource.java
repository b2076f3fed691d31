package io.medianest.youtube.quota;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What one may still ask for. */
@Path("/youtube-downloads/quota")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Downloads")
public class QuotaResource {
    private final Quotas quotas;
    private final CurrentCaller caller;

    QuotaResource(Quotas quotas, CurrentCaller caller) {
        this.quotas = quotas;
        this.caller = caller;
    }

    /** What the caller may still ask for. */
    @GET
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(operationId = "getDownloadQuota", summary = "How many downloads one may still ask for, and what is free")
    public Uni<DownloadQuota> quota() {
        return quotas.of(caller.get().userId());
    }
}
