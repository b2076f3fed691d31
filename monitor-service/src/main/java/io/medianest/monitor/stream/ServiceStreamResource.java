package io.medianest.monitor.stream;

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

/** When services change their state, while it happens. */
@Path("/services/events")
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Services")
public class ServiceStreamResource {
    private final ServiceStatusFeed services;
    private final CurrentCaller caller;

    ServiceStreamResource(ServiceStatusFeed services, CurrentCaller caller) {
        this.services = services;
        this.caller = caller;
    }

    /** Opens the stream. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @AllowedScope(Scope.STATUS_READ)
    @Operation(
            operationId = "streamServices",
            summary = "When services change their state, while it happens",
            description = "Server-sent events named service-status: serviceName, from, to, at, cause. Last-Event-ID"
                    + " resumes; the event reset tells that events may have been missed. Ends with the access token. At"
                    + " most 5 for each user, then 429 TOO_MANY_STREAMS.")
    public Multi<OutboundSseEvent> events(@Context Sse sse, @Context RoutingContext http) {
        return services.feed().stream(caller.get(), http, sse);
    }
}
