package io.medianest.auth.freshsignin;

import io.medianest.auth.attempt.PasswordAttempts;
import io.medianest.auth.client.Client;
import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** Proving again who is signed in. */
@Path("/auth/fresh-sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Sign-in")
public class FreshSignInResource {
    private final FreshSignIns signIns;
    private final PasswordAttempts attempts;
    private final CurrentCaller caller;
    private final CurrentClient client;

    FreshSignInResource(FreshSignIns signIns, PasswordAttempts attempts, CurrentCaller caller, CurrentClient client) {
        this.signIns = signIns;
        this.attempts = attempts;
        this.caller = caller;
        this.client = client;
    }

    /** Makes the running sign-in a fresh one. */
    @POST
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signInAgain",
            summary = "Prove again who is signed in, as FRESH_SIGN_IN_REQUIRED asks for",
            description = "By the password, or by a code for those who have a second factor. Whoever signs in with Plex"
                    + " alone signs in there again instead.")
    public Uni<FreshSignInAnswer> post(@NotNull @Valid FreshSignInRequest request) {
        request.check();
        Caller current = caller.get();
        Client from = client.get();
        return attempts.again(current.userId(), current.sessionId(), from, () -> signIns.prove(current, request, from));
    }
}
