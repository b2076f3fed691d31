package io.medianest.media.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where Overseerr tells what happened there. Not for people: signed in by a text that Overseerr is configured with. */
@Path("/webhooks/overseerr")
@PermitAll
@Tag(name = "Webhooks")
public class WebhookResource {
    private final WebhookSecret secret;
    private final WebhookInbox inbox;
    private final ObjectMapper json;

    WebhookResource(WebhookSecret secret, WebhookInbox inbox, ObjectMapper json) {
        this.secret = secret;
        this.inbox = inbox;
        this.json = json;
    }

    /**
     * Takes a webhook; what it causes follows within seconds.
     *
     * @throws UnauthorizedException without the right text
     * @throws ProblemException if the body is no JSON object
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "receiveOverseerrWebhook",
            summary = "Take a webhook of Overseerr",
            description = "Authorization is the text set in Overseerr's webhook settings, not an access token.")
    @APIResponse(responseCode = "204", description = "Taken")
    public Uni<Void> receive(@HeaderParam("Authorization") @Nullable String authorization, @Nullable String body) {
        if (!secret.matches(authorization)) {
            throw new UnauthorizedException();
        }
        return Notice.read(body == null ? "" : body, json)
                .map(inbox::keep)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
