package io.medianest.monitor.error;

import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Errors of the same cause. */
@Path("/errors/groups")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Errors")
public class ErrorGroupResource {
    private final ErrorGroups groups;
    private final ErrorQueries queries;
    private final Paging paging;
    private final CurrentCaller caller;

    ErrorGroupResource(ErrorGroups groups, ErrorQueries queries, Paging paging, CurrentCaller caller) {
        this.groups = groups;
        this.queries = queries;
        this.paging = paging;
        this.caller = caller;
    }

    /** Lists groups. */
    @GET
    @Operation(operationId = "listErrorGroups", summary = "Errors of the same cause together, those seen last first")
    public Uni<Page<ErrorGroupView>> list(
            @QueryParam("limit") @Parameter(description = "1 to 100; 20 by default") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "nextCursor of the page before") @Nullable String cursor,
            @QueryParam("status") @Parameter(description = "open, resolved or ignored") @Nullable String status) {
        String wanted = status == null ? null : GroupStatus.of(status).wireName();
        return queries.groups(wanted, paging.request("error-groups|" + wanted, limit, cursor));
    }

    /** Says what is thought of a group. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "patchErrorGroup",
            summary = "Resolve, ignore or reopen a group of errors",
            description = "The next error of a resolved group opens it again; an ignored one stays ignored.")
    public Uni<RestResponse<ErrorGroupView>> patch(
            UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch, @NotNull @Valid PatchGroup body) {
        return groups.set(caller.get().userId(), id, GroupStatus.of(body.status()), IfMatch.of(ifMatch))
                .map(group -> RestResponse.ResponseBuilder.ok(group)
                        .header("ETag", IfMatch.etag(group.version()))
                        .build());
    }
}
