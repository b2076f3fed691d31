package io.medianest.auth.passwordchange;

import io.medianest.auth.attempt.PasswordAttempts;
import io.medianest.auth.client.Client;
import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
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

/** One's own password. */
@Path("/auth/password")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
public class PasswordResource {
    private final PasswordChanges changes;
    private final FirstPasswords first;
    private final PasswordAttempts attempts;
    private final FreshSignIn fresh;
    private final SecurityIdentity identity;
    private final CurrentClient client;

    PasswordResource(
            PasswordChanges changes,
            FirstPasswords first,
            PasswordAttempts attempts,
            FreshSignIn fresh,
            SecurityIdentity identity,
            CurrentClient client) {
        this.changes = changes;
        this.first = first;
        this.attempts = attempts;
        this.fresh = fresh;
        this.identity = identity;
        this.client = client;
    }

    /** Changes one's password, signed in or with the token of a demanded change. */
    @POST
    @RolesAllowed({Role.USER_NAME, ChangeHolder.ROLE})
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Changed")
    @Operation(
            operationId = "changePassword",
            summary = "Change one's password; every other sign-in ends",
            description = "The bearer token is an access token, or the changeToken of PASSWORD_CHANGE_REQUIRED."
                    + " Somebody who has no password yet leaves currentPassword out; then no sign-in ends.")
    public Uni<Void> change(@NotNull @Valid ChangePassword request) {
        Client from = client.get();
        return switch (identity.getPrincipal()) {
            case Caller caller -> {
                fresh.require(caller);
                yield request.currentPassword() == null
                        ? first.set(caller.userId(), request.newPassword(), from)
                        : attempts.change(caller.userId(), from, () -> changes.change(caller, request, from));
            }
            case ChangeHolder holder ->
                attempts.change(holder.userId(), from, () -> changes.changeDemanded(holder, request, from));
            default -> Uni.createFrom().failure(new UnauthorizedException());
        };
    }
}
