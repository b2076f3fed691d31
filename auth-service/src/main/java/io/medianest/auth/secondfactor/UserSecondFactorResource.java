package io.medianest.auth.secondfactor;

import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Second factors, for ADMINs. */
@Path("/users/{id}/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Users")
public class UserSecondFactorResource {
    private final Removals removals;
    private final FreshSignIn fresh;
    private final CurrentCaller caller;

    UserSecondFactorResource(Removals removals, FreshSignIn fresh, CurrentCaller caller) {
        this.removals = removals;
        this.fresh = fresh;
        this.caller = caller;
    }

    /** Takes away the second factor of somebody who has lost it. */
    @DELETE
    @APIResponse(responseCode = "204", description = "No code is asked for any more")
    @Operation(
            operationId = "removeSecondFactorOfUser",
            summary = "Remove the second factor of a user who has lost it",
            description = "Make sure who is asking. A password that was long enough only beside it must be changed.")
    public Uni<Void> remove(@RestPath UUID id) {
        Caller admin = caller.get();
        fresh.require(admin);
        return removals.removeLost(admin.userId(), id);
    }
}
