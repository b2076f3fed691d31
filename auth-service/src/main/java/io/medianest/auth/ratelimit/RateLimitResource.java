package io.medianest.auth.ratelimit;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What users did of what is limited, for an ADMIN. */
@Path("/users/{id}/rate-limits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Users")
public class RateLimitResource {
    private final RateLimitRecord record;

    RateLimitResource(RateLimitRecord record) {
        this.record = record;
    }

    /** What a user did, hour by hour. */
    @GET
    @AllowedScope(Scope.USERS_READ)
    @Operation(operationId = "listRateLimits", summary = "How often a user did what is limited, the last hours first")
    public Uni<RateLimitView.ListView> list(@RestPath UUID id) {
        return record.of(id)
                .map(found -> new RateLimitView.ListView(found.orElseThrow(() -> ProblemException.notFound("user"))));
    }
}
