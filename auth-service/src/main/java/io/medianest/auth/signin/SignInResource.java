package io.medianest.auth.signin;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.token.TokenAnswer;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** Signing in and out on a device. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SignInResource {
    private final SignIns signIns;
    private final DeviceOpenings openings;
    private final SignOuts signOuts;
    private final CurrentCaller caller;
    private final CurrentClient client;

    SignInResource(
            SignIns signIns, DeviceOpenings openings, SignOuts signOuts, CurrentCaller caller, CurrentClient client) {
        this.signIns = signIns;
        this.openings = openings;
        this.signOuts = signOuts;
        this.caller = caller;
        this.client = client;
    }

    /** Signs in with a password. */
    @POST
    @Path("/login")
    @PermitAll
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "logIn", summary = "Sign in with a password")
    public Uni<TokenAnswer> logIn(@NotNull @Valid SignInRequest request) {
        PasswordAttempt attempt = request.attempt();
        return signIns.signIn(attempt, openings.of(attempt.device()), client.get());
    }

    /** Signs this device out. */
    @POST
    @Path("/logout")
    @RolesAllowed(Role.USER_NAME)
    @APIResponse(responseCode = "204", description = "Signed out")
    @Operation(operationId = "logOut", summary = "Sign this device out")
    public Uni<Void> logOut() {
        return signOuts.signOut(caller.get(), client.get());
    }

    /** Signs every device out. */
    @POST
    @Path("/logout-all")
    @RolesAllowed(Role.USER_NAME)
    @APIResponse(responseCode = "204", description = "Signed out everywhere")
    @Operation(operationId = "logOutEverywhere", summary = "Sign every device out, this one too")
    public Uni<Void> logOutEverywhere() {
        return signOuts.signOutEverywhere(caller.get(), client.get());
    }
}
