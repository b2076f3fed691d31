package io.medianest.auth.account;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.auth.plex.PinBrowser;
import io.medianest.auth.plex.PlexWaiting;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** One's own ways to sign in. */
@Path("/auth/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Me")
public class AccountResource {
    private final Accounts accounts;
    private final FreshSignIn fresh;
    private final CurrentCaller caller;
    private final CurrentClient client;
    private final PinBrowser browser;

    AccountResource(
            Accounts accounts, FreshSignIn fresh, CurrentCaller caller, CurrentClient client, PinBrowser browser) {
        this.accounts = accounts;
        this.fresh = fresh;
        this.caller = caller;
        this.client = client;
        this.browser = browser;
    }

    /** How the caller can sign in. */
    @GET
    @Operation(operationId = "listAccounts", summary = "How one can sign in")
    public Uni<AccountView.ListView> list() {
        return accounts.list(caller.get()).map(AccountView.ListView::new);
    }

    /** Links a Plex account. */
    @POST
    @Path("/plex")
    @RateLimited("plex-links")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = AccountView.ListView.class, responseCode = "200")
    @APIResponse(
            responseCode = "202",
            description = "Nobody has approved the PIN at Plex yet",
            content = @Content(schema = @Schema(implementation = PlexWaiting.class)))
    @Operation(
            operationId = "linkPlex",
            summary = "Link a Plex account, once the PIN has been approved at Plex",
            description = "The PIN must have been started by the same person, signed in.")
    public Uni<RestResponse<Object>> linkPlex(@NotNull @Valid LinkPlex request) {
        return accounts.linkPlex(freshCaller(), request, browser.cookie(), client.get())
                .map(linked -> linked.<RestResponse<Object>>map(
                                items -> RestResponse.ok(new AccountView.ListView(items)))
                        .orElseGet(() -> RestResponse.status(RestResponse.Status.ACCEPTED, PlexWaiting.WAITING)));
    }

    /** Unlinks a way to sign in. */
    @DELETE
    @Path("/{provider}")
    @Operation(operationId = "unlinkAccount", summary = "Give up a way to sign in, but not the last one")
    public Uni<Void> unlink(@RestPath String provider) {
        return accounts.unlink(freshCaller(), provider, client.get());
    }

    private Caller freshCaller() {
        Caller current = caller.get();
        fresh.require(current);
        return current;
    }
}
