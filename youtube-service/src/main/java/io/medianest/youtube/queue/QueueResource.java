package io.medianest.youtube.queue;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How downloading goes, whoever's the downloads are. */
@Path("/youtube-downloads/queue")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Downloads")
public class QueueResource {
    private final QueueReader queue;

    QueueResource(QueueReader queue) {
        this.queue = queue;
    }

    /** How many videos wait, and whether everything rests and why. */
    @GET
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(operationId = "getDownloadQueue", summary = "How many videos wait, and whether downloading is paused")
    public Uni<QueueView> queue() {
        return queue.read();
    }
}
