package io.medianest.media.library;

import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Opening a library to everybody here, also to those with whom Plex does not share it. */
@Path("/library/{key: [0-9]+}/access")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Library")
public class LibraryAccessResource {
    private final LibraryOpenings openings;
    private final CurrentCaller caller;

    LibraryAccessResource(LibraryOpenings openings, CurrentCaller caller) {
        this.openings = openings;
        this.caller = caller;
    }

    /** Opens or closes a library. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setLibraryAccess",
            summary = "Open a library to everybody who has an account here, or close it again",
            description = "A closed library is still seen by those with whom Plex shares it, and by every ADMIN.")
    public Uni<LibraryView> set(@PathParam("key") String key, @NotNull @Valid LibraryAccess body) {
        return openings.set(caller.get().userId(), key, body.openToAll());
    }
}
