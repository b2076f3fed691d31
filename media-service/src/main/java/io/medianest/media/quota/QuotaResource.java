package io.medianest.media.quota;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much one may ask for, and has. */
@Path("/media-requests/quota")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Requests")
public class QuotaResource {
    private final Quotas quotas;
    private final CurrentCaller caller;

    QuotaResource(Quotas quotas, CurrentCaller caller) {
        this.quotas = quotas;
        this.caller = caller;
    }

    /** How much one may ask for. */
    @GET
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(
            operationId = "getMediaRequestQuota",
            summary = "How much one may ask for, and has; MODERATOR: anybody's",
            description = "A limit of null is none. What was declined, cancelled or failed does not count.")
    public Uni<QuotaView> quota(
            @QueryParam("userId") @Parameter(description = "Whose; MODERATOR") @Nullable String userId) {
        Caller current = caller.get();
        UUID whose = userId == null ? current.userId() : uuid(userId);
        if (!whose.equals(current.userId()) && !current.has(Role.MODERATOR)) {
            throw new ForbiddenException();
        }
        return quotas.of(whose);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("userId", "is no id");
        }
    }
}
