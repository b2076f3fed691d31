package io.medianest.auth.secondfactor;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** One's own second factor. */
@Path("/auth/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
public class SecondFactorResource {
    private final Enrolments enrolments;
    private final Removals removals;
    private final FreshSignIn fresh;
    private final SecurityIdentity identity;
    private final CurrentCaller caller;
    private final CurrentClient client;

    SecondFactorResource(
            Enrolments enrolments,
            Removals removals,
            FreshSignIn fresh,
            SecurityIdentity identity,
            CurrentCaller caller,
            CurrentClient client) {
        this.enrolments = enrolments;
        this.removals = removals;
        this.fresh = fresh;
        this.identity = identity;
        this.caller = caller;
        this.client = client;
    }

    /** What it is. */
    @GET
    @RolesAllowed(Role.USER_NAME)
    @Operation(operationId = "getSecondFactor", summary = "Whether a code is asked for at each sign-in")
    public Uni<SecondFactorView> get() {
        return enrolments.view(caller.get().userId());
    }

    /** Begins to add one. */
    @POST
    @RolesAllowed({Role.USER_NAME, SetupHolder.ROLE})
    @Cache(noStore = true)
    @Operation(
            operationId = "beginSecondFactor",
            summary = "Get a secret for an app that makes codes; it counts as soon as it is confirmed",
            description = "The bearer token is an access token, or the setupToken of SECOND_FACTOR_SETUP_REQUIRED.")
    public Uni<Enrolment> begin() {
        return enrolments.begin(proven());
    }

    /** Adds it. */
    @POST
    @Path("/confirm")
    @RolesAllowed({Role.USER_NAME, SetupHolder.ROLE})
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Confirm the secret with a code of the app; answers recovery codes, once",
            description = "The bearer token is an access token, or the setupToken of SECOND_FACTOR_SETUP_REQUIRED.")
    public Uni<RecoveryCodesView> confirm(@NotNull @Valid SecondFactorCode code) {
        return enrolments.confirm(proven(), code.code(), client.get());
    }

    /** Makes new recovery codes. */
    @POST
    @Path("/recovery-codes")
    @RolesAllowed(Role.USER_NAME)
    @Cache(noStore = true)
    @Operation(operationId = "renewRecoveryCodes", summary = "Get new recovery codes in place of the old ones")
    public Uni<RecoveryCodesView> renewCodes() {
        return enrolments.renewCodes(freshCaller().userId(), client.get());
    }

    /** Takes it away. */
    @DELETE
    @RolesAllowed(Role.USER_NAME)
    @APIResponse(responseCode = "204", description = "No code is asked for any more")
    @Operation(operationId = "removeSecondFactor", summary = "Remove the second factor")
    public Uni<Void> remove() {
        return removals.remove(freshCaller().userId(), client.get());
    }

    private UUID proven() {
        return switch (identity.getPrincipal()) {
            case Caller signedIn -> freshCaller().userId();
            case SetupHolder holder -> holder.userId();
            default -> throw new UnauthorizedException();
        };
    }

    private Caller freshCaller() {
        Caller current = caller.get();
        fresh.require(current);
        return current;
    }
}
