package io.medianest.auth.user;

import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.AllowedScope;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Users, for ADMINs. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Users")
public class UserResource {
    private final UserAdministration administration;
    private final UserCreation creation;
    private final UserQueries queries;
    private final Paging paging;
    private final CurrentCaller caller;

    UserResource(
            UserAdministration administration,
            UserCreation creation,
            UserQueries queries,
            Paging paging,
            CurrentCaller caller) {
        this.administration = administration;
        this.creation = creation;
        this.queries = queries;
        this.paging = paging;
        this.caller = caller;
    }

    /** The users, newest first. */
    @GET
    @AllowedScope(Scope.USERS_READ)
    @Operation(operationId = "listUsers", summary = "The users, newest first; deleted ones only if asked for")
    public Uni<Page<UserView>> list(
            @RestQuery @Nullable String role,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        UserFilter filter = UserFilter.of(role, status, q);
        return queries.list(filter, paging.request(filter.listName(), limit, cursor));
    }

    /** Makes a user. */
    @POST
    @APIResponseSchema(value = UserView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.USERS_WRITE)
    @Operation(operationId = "createUser", summary = "Make a user who signs in with a password")
    public Uni<RestResponse<UserView>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey, @NotNull @Valid CreateUser user) {
        return creation.create(caller.get().userId(), IdempotencyKey.of(idempotencyKey), user)
                .map(Answer::response);
    }

    /** One user. */
    @GET
    @Path("/{id}")
    @AllowedScope(Scope.USERS_READ)
    @Operation(operationId = "getUser", summary = "One user")
    public Uni<RestResponse<UserView>> get(@RestPath UUID id) {
        return queries.find(id)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("user"))
                .map(UserAnswers::ok);
    }

    /** Changes a user. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @AllowedScope(Scope.USERS_WRITE)
    @Operation(operationId = "changeUser", summary = "Change a user's role, status or name")
    public Uni<RestResponse<UserView>> change(
            @RestPath UUID id,
            @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
            @NotNull @Valid ChangeUser change) {
        return administration
                .change(caller.get().userId(), id, IfMatch.of(ifMatch), change)
                .map(UserAnswers::ok);
    }

    /** Deletes a user. */
    @DELETE
    @Path("/{id}")
    @AllowedScope(Scope.USERS_WRITE)
    @Operation(operationId = "deleteUser", summary = "Delete a user and end every sign-in of it")
    public Uni<Void> delete(@RestPath UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
        return administration.delete(caller.get().userId(), id, IfMatch.of(ifMatch));
    }

    /** Ends every sign-in of a user. */
    @POST
    @Path("/{id}/logout-all")
    @APIResponse(responseCode = "204", description = "Signed out everywhere")
    @Operation(operationId = "logOutUser", summary = "End every sign-in of a user")
    public Uni<Void> logOutAll(@RestPath UUID id) {
        return administration.endSessions(caller.get().userId(), id);
    }
}
