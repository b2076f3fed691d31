package io.medianest.auth.user;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Oneself. */
@Path("/auth/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Me")
public class MeResource {
    private final Profiles profiles;
    private final SelfDeletion deletion;
    private final FreshSignIn fresh;
    private final CurrentCaller caller;
    private final CurrentClient client;

    MeResource(
            Profiles profiles, SelfDeletion deletion, FreshSignIn fresh, CurrentCaller caller, CurrentClient client) {
        this.profiles = profiles;
        this.deletion = deletion;
        this.fresh = fresh;
        this.caller = caller;
        this.client = client;
    }

    /** Who is signed in. */
    @GET
    @AllowedScope(Scope.PROFILE_READ)
    @Operation(operationId = "getMe", summary = "Who is signed in")
    public Uni<RestResponse<UserView>> get() {
        return profiles.find(caller.get().userId()).map(UserAnswers::ok);
    }

    /** Changes what is one's own to change. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeMe",
            summary = "Change one's name, address or picture",
            description = "Another address is pending until the mail that is sent there has been answered.")
    public Uni<RestResponse<UserView>> change(
            @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid ChangeMe change) {
        return profiles.change(caller.get(), IfMatch.of(ifMatch), change, client.get())
                .map(UserAnswers::ok);
    }

    /** Deletes one's own account. */
    @DELETE
    @Operation(
            operationId = "deleteMe",
            summary = "Delete one's own account and end every sign-in of it",
            description = "An ADMIN can restore it for a while; then everything about one is deleted.")
    public Uni<Void> delete() {
        Caller current = caller.get();
        fresh.require(current);
        return deletion.delete(current.userId(), client.get());
    }
}
