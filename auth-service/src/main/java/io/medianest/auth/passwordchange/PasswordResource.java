package io.medianest.auth.passwordchange;

import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.security.Caller;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's own password. */
@Path("/auth/password")
@Tag(name = "Me")
public class PasswordResource {
    private final PasswordChanges changes;
    private final CurrentIdentityAssociation identity;
    private final CurrentClient client;

    PasswordResource(PasswordChanges changes, CurrentIdentityAssociation identity, CurrentClient client) {
        this.changes = changes;
        this.identity = identity;
        this.client = client;
    }

    // Open to everybody as far as roles go, because there are two kinds of bearer tokens, each checked below.
    /** Changes one's password, signed in or with the token of a demanded change. */
    @POST
    @PermitAll
    @SecurityRequirement(name = "accessToken")
    @Operation(
            operationId = "changePassword",
            summary = "Change one's password; every other sign-in ends",
            description = "The bearer token is an access token, or the changeToken of PASSWORD_CHANGE_REQUIRED.")
    public Uni<Void> change(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @NotNull @Valid ChangePassword request) {
        return ChangeToken.in(authorization)
                .map(token -> changes.changeDemanded(token, request, client.get()))
                .orElseGet(() -> caller().chain(caller -> changes.change(caller, request, client.get())));
    }

    private Uni<Caller> caller() {
        return identity.getDeferredIdentity().map(found -> {
            if (found.getPrincipal() instanceof Caller caller) {
                return caller;
            }
            throw new UnauthorizedException();
        });
    }
}
