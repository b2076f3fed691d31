package io.medianest.media.stream;

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

/** What happens to one's own requests and those one follows, while it happens; for those who decide requests, to everybody's. */
@Path("/media-requests/events")
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Requests")
public class MediaRequestStreamResource {
    private final MediaRequestFeed requests;
    private final CurrentCaller caller;

    MediaRequestStreamResource(MediaRequestFeed requests, CurrentCaller caller) {
        this.requests = requests;
        this.caller = caller;
    }

    /** Opens the stream. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(
            operationId = "streamMediaRequests",
            summary =
                    "What happens to one's own requests and those one follows, while it happens; MODERATOR: to everybody's",
            description = "Server-sent events named media-request. Last-Event-ID resumes; the event reset tells that"
                    + " events may have been missed. Ends with the access token. At most 5 for each user, then 429"
                    + " TOO_MANY_STREAMS.")
    public Multi<OutboundSseEvent> events(@Context Sse sse, @Context RoutingContext http) {
        return requests.feed().stream(caller.get(), http, sse);
    }
}
