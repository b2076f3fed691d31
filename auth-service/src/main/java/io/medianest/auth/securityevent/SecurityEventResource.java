package io.medianest.auth.securityevent;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What happened around signing in. */
@Path("/auth/security-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Me")
public class SecurityEventResource {
    private final SecurityEventQueries queries;
    private final Paging paging;
    private final CurrentCaller caller;

    SecurityEventResource(SecurityEventQueries queries, Paging paging, CurrentCaller caller) {
        this.queries = queries;
        this.paging = paging;
        this.caller = caller;
    }

    /** What happened, newest first. */
    @GET
    @Operation(
            operationId = "listSecurityEvents",
            summary = "What happened around one's sign-ins, newest first",
            description = "An ADMIN may ask for those of another user.")
    public Uni<Page<SecurityEventView>> list(
            @RestQuery @Nullable UUID userId, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        Caller current = caller.get();
        UUID whose = userId == null ? current.userId() : userId;
        if (!whose.equals(current.userId()) && !current.has(Role.ADMIN)) {
            throw new ForbiddenException();
        }
        return queries.list(whose, paging.request("security-events " + whose, limit, cursor));
    }
}
