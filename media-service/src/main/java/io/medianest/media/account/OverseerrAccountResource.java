package io.medianest.media.account;

import io.medianest.media.overseerr.OverseerrUser;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Choosing by hand with which Overseerr account somebody's requests are sent, where none can be found. */
@Path("/media/overseerr-accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Overseerr accounts")
public class OverseerrAccountResource {
    private final OverseerrAccounts accounts;
    private final CurrentCaller caller;

    OverseerrAccountResource(OverseerrAccounts accounts, CurrentCaller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    /**
     * An account that may be chosen.
     *
     * @param overseerrUserId its number
     * @param displayName what Overseerr shows
     */
    public record Choosable(int overseerrUserId, String displayName) {
        static Choosable of(OverseerrUser user) {
            return new Choosable(user.id(), user.displayName() == null ? "" : user.displayName());
        }
    }

    /** Lists Overseerr's accounts. */
    @GET
    @Operation(
            operationId = "listOverseerrAccounts",
            summary = "Overseerr's accounts; 503 OVERSEERR_UNAVAILABLE while it cannot be asked")
    public Uni<Page<Choosable>> list() {
        return accounts.all()
                .map(users -> new Page<>(users.stream().map(Choosable::of).toList(), null));
    }

    /** With which account somebody's requests are sent. */
    @GET
    @Path("/{userId}")
    @Operation(
            operationId = "getOverseerrAccount",
            summary = "With which Overseerr account somebody's requests are sent")
    public Uni<AccountView> get(UUID userId) {
        return accounts.view(userId);
    }

    /** Chooses an account for somebody. */
    @PUT
    @Path("/{userId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "chooseOverseerrAccount", summary = "Choose the Overseerr account for somebody's requests")
    public Uni<AccountView> choose(UUID userId, @NotNull @Valid AccountChoice body) {
        return accounts.choose(caller.get().userId(), userId, body.overseerrUserId())
                .chain(() -> accounts.view(userId));
    }

    /** Takes a choice back, so that an account is looked for again. */
    @DELETE
    @Path("/{userId}")
    @Operation(operationId = "unsetOverseerrAccount", summary = "Take the choice back; an account is looked for again")
    @APIResponse(responseCode = "204", description = "Taken back, or there was none")
    public Uni<Void> unset(UUID userId) {
        return accounts.unset(caller.get().userId(), userId);
    }
}
