package io.medianest.auth.user;

import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.ratelimit.RateLimited.Per;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Whether an address is somebody's. */
@Path("/auth/email")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
public class EmailResource {
    private final EmailConfirmations confirmations;
    private final CurrentCaller caller;
    private final CurrentClient client;

    EmailResource(EmailConfirmations confirmations, CurrentCaller caller, CurrentClient client) {
        this.confirmations = confirmations;
        this.caller = caller;
        this.client = client;
    }

    /** Asks for the mail once more. */
    @POST
    @Path("/verification")
    @RolesAllowed(Role.USER_NAME)
    @RateLimited("email-verification")
    @APIResponse(responseCode = "202", description = "A mail is on its way, if there is an address to confirm")
    @Operation(operationId = "requestEmailVerification", summary = "Ask for a mail that confirms one's address")
    public Uni<RestResponse<Void>> ask() {
        return confirmations.ask(caller.get().userId()).replaceWith(RestResponse.accepted());
    }

    /** Answers it. */
    @POST
    @Path("/verify")
    @PermitAll
    @RateLimited(value = "one-time-tokens", per = Per.ADDRESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "The address is confirmed, and taken if it was a new one")
    @Operation(operationId = "verifyEmail", summary = "Confirm an address with the token of the mail")
    public Uni<Void> verify(@NotNull @Valid VerifyEmail request) {
        return confirmations.confirm(request.token(), client.get());
    }
}
