package io.medianest.auth.websession;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.plex.PlexWaiting;
import io.medianest.runtime.http.BrowserCookie;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CsrfTokens;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The session of a browser, kept by a cookie that only the gateway reads. */
@Path("/auth/session")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Web session")
public class WebSessionResource {
    private static final String SCHEME = "X-Forwarded-Proto";

    private final WebSignIns signIns;
    private final OwnWebSession own;
    private final CsrfTokens csrf;
    private final CurrentIdentityAssociation identities;
    private final CurrentCaller caller;
    private final CurrentClient client;

    WebSessionResource(
            WebSignIns signIns,
            OwnWebSession own,
            CsrfTokens csrf,
            CurrentIdentityAssociation identities,
            CurrentCaller caller,
            CurrentClient client) {
        this.signIns = signIns;
        this.own = own;
        this.csrf = csrf;
        this.identities = identities;
        this.caller = caller;
        this.client = client;
    }

    /** Signs in in a browser. */
    @POST
    @PermitAll
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openWebSession",
            summary = "Sign in in a browser, which gets a cookie",
            description = "Needs an Origin that is this MediaNest's own. A session that the browser has had ends.")
    @APIResponseSchema(value = WebSessionView.class, responseCode = "200")
    @APIResponse(
            responseCode = "202",
            description = "Nobody has approved the PIN at Plex yet",
            content = @Content(schema = @Schema(implementation = PlexWaiting.class)))
    public Uni<RestResponse<Object>> open(@NotNull @Valid WebSignInRequest request, HttpServerRequest http) {
        return previous()
                .chain(previous -> signIns.signIn(request, previous, client.get()))
                .map(session -> session.map(opened -> opened(opened, http))
                        .orElseGet(() -> RestResponse.status(RestResponse.Status.ACCEPTED, PlexWaiting.WAITING)));
    }

    /** The running session. */
    @GET
    @RolesAllowed(Role.USER_NAME)
    @Cache(noStore = true)
    @Operation(operationId = "getWebSession", summary = "Who is signed in in this browser, and its CSRF token")
    public Uni<WebSessionView> get() {
        Caller current = caller.get();
        return own.user(current).map(user -> new WebSessionView(user, csrf.of(current.sessionId())));
    }

    /** Signs this browser out. */
    @DELETE
    @RolesAllowed(Role.USER_NAME)
    @APIResponse(responseCode = "204", description = "Signed out")
    @Operation(operationId = "endWebSession", summary = "Sign this browser out")
    public Uni<RestResponse<Void>> end(HttpServerRequest http) {
        return own.end(caller.get(), client.get())
                .replaceWith(() -> RestResponse.ResponseBuilder.<Void>noContent()
                        .header(HttpHeaders.SET_COOKIE, BrowserCookie.SESSION.clear(isHttps(http)))
                        .build());
    }

    /** Whose session the gateway has found in the browser's cookie; whoever has none signs in all the same. */
    private Uni<@Nullable Caller> previous() {
        return identities
                .getDeferredIdentity()
                .map(identity -> identity.getPrincipal() instanceof Caller found ? found : null)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull();
    }

    private RestResponse<Object> opened(OpenedWebSession session, HttpServerRequest http) {
        return RestResponse.ResponseBuilder.<Object>ok(view(session))
                .header(
                        HttpHeaders.SET_COOKIE,
                        BrowserCookie.SESSION.set(session.token(), session.lifetime(), isHttps(http)))
                .build();
    }

    private WebSessionView view(OpenedWebSession session) {
        return new WebSessionView(session.user(), csrf.of(session.deviceId()));
    }

    /** As the gateway says, which drops what callers claim. */
    private static boolean isHttps(HttpServerRequest http) {
        return "https".equals(http.getHeader(SCHEME));
    }
}
