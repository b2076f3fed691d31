package io.medianest.media.request;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Being told about requests of others. */
@Path("/media-requests/{id}/follow")
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Requests")
public class FollowResource {
    private final Follows follows;
    private final CurrentCaller caller;

    FollowResource(Follows follows, CurrentCaller caller) {
        this.follows = follows;
        this.caller = caller;
    }

    /** Follows a request. */
    @POST
    @AllowedScope(Scope.REQUESTS_WRITE)
    @Operation(
            operationId = "followMediaRequest",
            summary = "Be told about somebody's request, such as the one that 409 ALREADY_REQUESTED named",
            description = "While it is open. A follower may read it and its history, without what was said to whoever"
                    + " asked, and gets its events. Again, or for one's own request: nothing changes.")
    @APIResponse(responseCode = "204", description = "One is told")
    public Uni<Void> follow(UUID id) {
        return follows.follow(caller.get(), id);
    }

    /** Follows a request no longer. */
    @DELETE
    @AllowedScope(Scope.REQUESTS_WRITE)
    @Operation(operationId = "unfollowMediaRequest", summary = "Be told about somebody's request no longer")
    @APIResponse(responseCode = "204", description = "One is not told")
    public Uni<Void> unfollow(UUID id) {
        return follows.unfollow(caller.get().userId(), id);
    }
}
