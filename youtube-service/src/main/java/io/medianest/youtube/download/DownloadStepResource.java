package io.medianest.youtube.download;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Stopping, trying again and deleting: of one's own downloads, and for a MODERATOR of everybody's. */
@Path("/youtube-downloads/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Downloads")
public class DownloadStepResource {
    private final Downloads downloads;
    private final DownloadReader reader;
    private final CurrentCaller caller;

    DownloadStepResource(Downloads downloads, DownloadReader reader, CurrentCaller caller) {
        this.downloads = downloads;
        this.reader = reader;
        this.caller = caller;
    }

    /** Stops a download. */
    @POST
    @Path("/cancel")
    @AllowedScope(Scope.DOWNLOADS_WRITE)
    @Operation(
            operationId = "cancelDownload",
            summary = "Stop a download",
            description = "What is there already stays. The download has ended when its status is failed; 409"
                    + " INVALID_TRANSITION if it has ended before.")
    @APIResponse(responseCode = "202", description = "It is being stopped")
    public Uni<RestResponse<DownloadView>> cancel(UUID id) {
        return downloads.cancel(caller.get(), id).chain(() -> accepted(id));
    }

    /** Tries again what failed. */
    @POST
    @Path("/retry")
    @AllowedScope(Scope.DOWNLOADS_WRITE)
    @Operation(
            operationId = "retryDownload",
            summary = "Try again what failed of a download",
            description =
                    "Only the videos that failed; if none did, only the step into Plex. 409 INVALID_TRANSITION if it has"
                            + " not ended, or nothing failed.")
    @APIResponse(responseCode = "202", description = "It waits for its turn")
    public Uni<RestResponse<DownloadView>> retry(UUID id) {
        return downloads.retry(caller.get(), id).chain(() -> accepted(id));
    }

    /** Deletes a download. */
    @DELETE
    @AllowedScope(Scope.DOWNLOADS_WRITE)
    @Operation(
            operationId = "deleteDownload",
            summary = "Delete a download that has ended",
            description = "With files=true its files go too, and its videos from the collection in Plex, except those"
                    + " that another download shares. 409 INVALID_TRANSITION if it has not ended: cancel it first.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(
            UUID id,
            @QueryParam("files") @DefaultValue("false") @Parameter(description = "Whether the files go too")
                    boolean files) {
        return downloads.delete(caller.get(), id, files);
    }

    private Uni<RestResponse<DownloadView>> accepted(UUID id) {
        return reader.one(caller.get(), id).map(view -> RestResponse.status(RestResponse.Status.ACCEPTED, view));
    }
}
