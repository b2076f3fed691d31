package io.medianest.media.request;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What those who decide requests do with them. An impossible step is 409 INVALID_TRANSITION. */
@Path("/media-requests")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MODERATOR_NAME)
@Tag(name = "Decisions")
public class DecisionResource {
    private final Decisions decisions;
    private final MediaRequestQueries queries;
    private final DeskQueries desk;
    private final PersonQueries people;
    private final Paging paging;
    private final CurrentCaller caller;

    DecisionResource(
            Decisions decisions,
            MediaRequestQueries queries,
            DeskQueries desk,
            PersonQueries people,
            Paging paging,
            CurrentCaller caller) {
        this.decisions = decisions;
        this.queries = queries;
        this.desk = desk;
        this.people = people;
        this.paging = paging;
        this.caller = caller;
    }

    /** Allows a pending request, and queues it for Overseerr. */
    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.REQUESTS_DECIDE)
    @Operation(operationId = "approveMediaRequest", summary = "Allow a pending request, and queue it for Overseerr")
    public Uni<MediaRequestView> approve(UUID id, @Valid @Nullable DecisionNote body) {
        return answer(id, decisions.approve(moderator(), id, body == null ? null : body.note()));
    }

    /** Turns a pending request down. */
    @POST
    @Path("/{id}/decline")
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.REQUESTS_DECIDE)
    @Operation(operationId = "declineMediaRequest", summary = "Turn a pending request down")
    public Uni<MediaRequestView> decline(UUID id, @Valid @Nullable DecisionNote body) {
        return answer(id, decisions.decline(moderator(), id, body == null ? null : body.note()));
    }

    /** Queues a request that failed by an error again. */
    @POST
    @Path("/{id}/retry")
    @AllowedScope(Scope.REQUESTS_DECIDE)
    @Operation(operationId = "retryMediaRequest", summary = "Send a request that failed by an error to Overseerr again")
    public Uni<MediaRequestView> retry(UUID id) {
        return answer(id, decisions.retry(moderator(), id));
    }

    /** Closes a request by hand. */
    @POST
    @Path("/{id}/complete")
    @AllowedScope(Scope.REQUESTS_DECIDE)
    @Operation(
            operationId = "completeMediaRequest",
            summary = "Close a request by hand: all of it can be watched, though Overseerr does not say so")
    public Uni<MediaRequestView> complete(UUID id) {
        return answer(id, decisions.complete(moderator(), id));
    }

    /** How many requests have each status. */
    @GET
    @Path("/stats")
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(operationId = "countMediaRequests", summary = "How many requests have each status")
    public Uni<RequestStats> stats() {
        return desk.countsByStatus().map(RequestStats::new);
    }

    /** Everybody with the requests that have one status. */
    @GET
    @Path("/by-user")
    @AllowedScope(Scope.REQUESTS_READ)
    @Operation(
            operationId = "listMediaRequestsByUser",
            summary = "Everybody with the requests that have one status, the newest of them")
    public Uni<Page<PersonRequests>> byUser(
            @QueryParam("status") @DefaultValue("pending") String status, @QueryParam("limit") @Nullable String limit) {
        return people.withRequests(
                        status,
                        paging.request("media-requests-by-user", limit, null).limit())
                .map(found -> new Page<>(found, null));
    }

    /**
     * How many requests there are.
     *
     * @param byStatus by each of the seven statuses
     */
    public record RequestStats(Map<String, Long> byStatus) {}

    private UUID moderator() {
        return caller.get().userId();
    }

    private Uni<MediaRequestView> answer(UUID id, Uni<Void> done) {
        return done.chain(() -> queries.byId(id, null))
                .map(found -> found.orElseThrow().view());
    }
}
