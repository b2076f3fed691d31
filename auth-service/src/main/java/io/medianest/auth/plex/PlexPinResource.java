package io.medianest.auth.plex;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.signin.DeviceOpenings;
import io.medianest.auth.token.TokenAnswer;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.ratelimit.RateLimited.Per;
import io.medianest.runtime.security.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Signing in with Plex: a PIN, which the person approves on Plex's page, and which is then completed here. */
@Path("/auth/plex/pins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class PlexPinResource {
    private final PlexPins pins;
    private final PlexSignIns signIns;
    private final DeviceOpenings openings;
    private final PinBrowser browser;
    private final CurrentClient client;
    private final CurrentIdentityAssociation identity;

    PlexPinResource(
            PlexPins pins,
            PlexSignIns signIns,
            DeviceOpenings openings,
            PinBrowser browser,
            CurrentClient client,
            CurrentIdentityAssociation identity) {
        this.pins = pins;
        this.signIns = signIns;
        this.openings = openings;
        this.browser = browser;
        this.client = client;
        this.identity = identity;
    }

    /** Starts a PIN. */
    @POST
    @PermitAll
    @RateLimited(value = "plex-pins", per = Per.ADDRESS)
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = PlexPinView.class, responseCode = "201")
    @Operation(
            operationId = "startPlexPin",
            summary = "Begin a sign-in with Plex",
            description =
                    "The person approves it at authUrl. A browser also gets a cookie, and only it can complete the PIN.")
    public Uni<RestResponse<PlexPinView>> start(@Valid @Nullable StartPlexPin request) {
        StartPlexPin start = request == null ? new StartPlexPin(null) : request;
        return startedBy()
                .chain(person -> pins.start(person.orElse(null), start.deviceOrUnknown(), browser.mark()))
                .map(pin -> RestResponse.status(RestResponse.Status.CREATED, pin));
    }

    /** Completes a PIN. */
    @POST
    @Path("/{pinId}/complete")
    @PermitAll
    @RateLimited(value = "plex-completions", per = Per.ADDRESS)
    @Cache(noStore = true)
    @APIResponseSchema(value = TokenAnswer.class, responseCode = "200")
    @APIResponse(
            responseCode = "202",
            description = "Nobody has approved it at Plex yet",
            content = @Content(schema = @Schema(implementation = PlexWaiting.class)))
    @Operation(operationId = "completePlexPin", summary = "Sign in once the PIN has been approved at Plex")
    public Uni<RestResponse<Object>> complete(@RestPath String pinId) {
        return signIns.signIn(pinId, browser.cookie(), openings::of, client.get())
                .map(answer -> {
                    answer.ifPresent(signedIn -> browser.forget());
                    return answer.<RestResponse<Object>>map(RestResponse::ok)
                            .orElseGet(() -> RestResponse.status(RestResponse.Status.ACCEPTED, PlexWaiting.WAITING));
                });
    }

    /** Whoever is not signed in any more may sign in. */
    private Uni<Optional<UUID>> startedBy() {
        return identity.getDeferredIdentity()
                .map(found -> found.getPrincipal() instanceof Caller caller
                        ? Optional.of(caller.userId())
                        : Optional.<UUID>empty())
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }
}
