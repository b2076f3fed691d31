package io.medianest.auth.notme;

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

/** The answer to a notice of something that one has not done. */
@Path("/auth/not-me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class NotMeResource {
    private final NotMe notMe;
    private final CurrentClient client;

    NotMeResource(NotMe notMe, CurrentClient client) {
        this.notMe = notMe;
        this.client = client;
    }

    /** Ends everything. A POST only: what scans mails opens links. */
    @POST
    @PermitAll
    @RateLimited(value = "one-time-tokens", per = Per.ADDRESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Every sign-in has ended; a mail tells how to come back")
    @Operation(
            operationId = "notMe",
            summary = "End every sign-in of an account that somebody else is in, with the token of a notice")
    public Uni<Void> post(@NotNull @Valid NotMeRequest request) {
        return notMe.lockOut(request.token(), client.get());
    }
}
