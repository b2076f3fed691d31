package io.medianest.media.request;

import io.medianest.media.image.ImageLinks;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One's own requests, and for those who decide them, everybody's. */
@Path("/media-requests")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Requests")
public class MediaRequestResource {
    private final MediaRequests requests;
    private final Decisions decisions;
    private final MediaRequestQueries queries;
    private final Paging paging;
    private final ImageLinks images;
    private final CurrentCaller caller;

    MediaRequestResource(
            MediaRequests requests,
            Decisions decisions,
            MediaRequestQueries queries,
            Paging paging,
            ImageLinks images,
            CurrentCaller caller) {
        this.requests = requests;
        this.decisions = decisions;
        this.queries = queries;
        this.paging = paging;
        this.images = images;
        this.caller = caller;
    }

    /** Asks for a film or for seasons of a series. */
    @POST
    @RateLimited("media-requests")
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.REQUESTS_WRITE)
    @Operation(
            operationId = "createMediaRequest",
            summary = "Ask for a film or for seasons of a series",
            description = "Accepted also while Overseerr is down. 409 ALREADY_REQUESTED names the other request in"
                    + " requestId and the taken seasons in takenSeasons; 409 ALREADY_AVAILABLE; 403 QUOTA_EXCEEDED"
                    + " names the quota, its limit and, in freesAt, when there is room again.")
    @APIResponse(responseCode = "201", description = "The request; its address is in Location")
    public Uni<RestResponse<MediaRequestView>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey,
            @NotNull @Valid CreateMediaRequest body) {
        return requests.create(caller.get().userId(), IdempotencyKey.of(idempotencyKey), body)
                .map(answer ->
                        answer.map(request -> request.illustrated(images)).response());
    }

    /** Lists requests. */
    @GET
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(operationId = "listMediaRequests", summary = "List one's own requests; MODERATOR: everybody's")
    public Uni<Page<MediaRequestView>> list(@BeanParam MediaRequestListParameters parameters) {
        MediaRequestFilter filter = MediaRequestFilter.of(caller.get(), parameters);
        return queries.page(filter, paging.request(filter.name(), parameters.limit(), parameters.cursor()));
    }

    /** One request. */
    @GET
    @Path("/{id}")
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(operationId = "getMediaRequest", summary = "One request")
    public Uni<RestResponse<MediaRequestView>> get(UUID id) {
        return queries.byId(id, viewer())
                .map(found -> found.map(request -> RestResponse.ResponseBuilder.ok(request.view())
                                .tag(new EntityTag(Long.toString(request.version())))
                                .build())
                        .orElseThrow(() -> ProblemException.notFound("request")));
    }

    /** What happened to a request. */
    @GET
    @Path("/{id}/history")
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(operationId = "getMediaRequestHistory", summary = "What happened to a request, oldest first")
    public Uni<Page<HistoryView>> history(UUID id) {
        return queries.history(id, viewer()).map(steps -> new Page<>(existing(steps), null));
    }

    /** Takes one's own request back while it is pending. */
    @DELETE
    @Path("/{id}")
    @AllowedScope(Scope.REQUESTS_WRITE)
    @Operation(operationId = "cancelMediaRequest", summary = "Take one's own request back while it is pending")
    @APIResponse(responseCode = "204", description = "Taken back")
    public Uni<Void> cancel(UUID id) {
        return decisions.cancel(caller.get().userId(), id);
    }

    /** Who looks: the caller, or null for those who see everybody's requests. */
    private @Nullable UUID viewer() {
        Caller current = caller.get();
        return current.has(Role.MODERATOR) ? null : current.userId();
    }

    private static List<HistoryView> existing(List<HistoryView> steps) {
        if (steps.isEmpty()) {
            throw ProblemException.notFound("request");
        }
        return steps;
    }
}
