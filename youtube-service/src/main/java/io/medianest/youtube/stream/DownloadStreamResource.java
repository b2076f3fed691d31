package io.medianest.youtube.stream;

import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to one's own downloads, while it happens; for a MODERATOR, to everybody's. */
@Path("/youtube-downloads/events")
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Downloads")
public class DownloadStreamResource {
    private final DownloadFeed downloads;
    private final CurrentCaller caller;

    DownloadStreamResource(DownloadFeed downloads, CurrentCaller caller) {
        this.downloads = downloads;
        this.caller = caller;
    }

    /** Opens the stream. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @AllowedScope(Scope.DOWNLOADS_READ)
    @Operation(
            operationId = "streamDownloads",
            summary = "What happens to one's own downloads, while it happens; MODERATOR: to everybody's",
            description =
                    "Server-sent events named youtube-download, which Last-Event-ID resumes; the event reset tells"
                            + " that some may have been missed. And youtube-progress, at most twice a second for each download,"
                            + " which is not repeated; youtube-queue tells when downloading is paused for everybody, and when it goes on."
                            + " Ends with the access token. At most 5 for each user, then 429"
                            + " TOO_MANY_STREAMS.")
    public Multi<OutboundSseEvent> events(@Context Sse sse, @Context RoutingContext http) {
        return downloads.feed().stream(caller.get(), http, sse);
    }
}
