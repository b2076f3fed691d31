package io.medianest.auth.passwordreset;

import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.ratelimit.RateLimited.Per;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A forgotten password. */
@Path("/auth/password")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class PasswordResetResource {
    private final ResetRequests requests;
    private final PasswordResets resets;
    private final CurrentClient client;

    PasswordResetResource(ResetRequests requests, PasswordResets resets, CurrentClient client) {
        this.requests = requests;
        this.resets = resets;
        this.client = client;
    }

    /** Asks for a mail with a link. */
    @POST
    @Path("/forgot")
    @PermitAll
    @RateLimited(value = "password-reset-address", per = Per.ADDRESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "If somebody signs in with this address, a mail is on its way")
    @Operation(
            operationId = "forgotPassword",
            summary = "Ask for a mail with a link to choose another password",
            description = "Answered alike whether or not there is such an account.")
    public Uni<RestResponse<Void>> forgot(@NotNull @Valid ForgotPassword request) {
        return requests.add(request.email(), client.get()).replaceWith(RestResponse.accepted());
    }

    /** Chooses another password by the token of the mail. */
    @POST
    @Path("/reset")
    @PermitAll
    @RateLimited(value = "one-time-tokens", per = Per.ADDRESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Changed")
    @Operation(
            operationId = "resetPassword",
            summary = "Choose another password with the token of the mail; every sign-in ends")
    public Uni<Void> reset(@NotNull @Valid ResetPassword request) {
        return resets.reset(request, client.get());
    }
}
