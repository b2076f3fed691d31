package io.medianest.auth.signin;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.token.TokenAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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

/** The second half of signing in on a device. */
@Path("/auth/login/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SecondFactorSignInResource {
    private final SecondFactorSignIns signIns;
    private final DeviceOpenings openings;
    private final CurrentClient client;

    SecondFactorSignInResource(SecondFactorSignIns signIns, DeviceOpenings openings, CurrentClient client) {
        this.signIns = signIns;
        this.openings = openings;
        this.client = client;
    }

    /** Signs in with the code that was asked for. */
    @POST
    @PermitAll
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "logInWithSecondFactor",
            summary = "Send the code that a sign-in was answered with SECOND_FACTOR_REQUIRED for")
    public Uni<TokenAnswer> logIn(@NotNull @Valid SecondFactorRequest request) {
        return signIns.signIn(request.challenge(), request.code(), openings::of, client.get());
    }
}
