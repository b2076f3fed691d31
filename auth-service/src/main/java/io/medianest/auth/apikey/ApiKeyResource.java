package io.medianest.auth.apikey;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.freshsignin.FreshSignIn;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The caller's API keys. A key cannot call any of this. */
@Path("/auth/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "API keys")
public class ApiKeyResource {
    private final ApiKeys keys;
    private final ApiKeyQueries queries;
    private final FreshSignIn fresh;
    private final CurrentCaller caller;
    private final CurrentClient client;

    ApiKeyResource(ApiKeys keys, ApiKeyQueries queries, FreshSignIn fresh, CurrentCaller caller, CurrentClient client) {
        this.keys = keys;
        this.queries = queries;
        this.fresh = fresh;
        this.caller = caller;
        this.client = client;
    }

    /** The caller's keys. */
    @GET
    @Operation(operationId = "listApiKeys", summary = "One's API keys, newest first, without the keys themselves")
    public Uni<ApiKeyView.ListView> list() {
        return queries.of(caller.get().userId()).map(ApiKeyView.ListView::new);
    }

    /** Makes a key. */
    @POST
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ApiKeyView.class, responseCode = "201")
    @Operation(
            operationId = "createApiKey",
            summary = "Make an API key, which is shown this once",
            description = "Repeated under its Idempotency-Key the answer is the same, but without the key.")
    public Uni<RestResponse<ApiKeyView>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey, @NotNull @Valid CreateApiKey request) {
        Caller current = caller.get();
        fresh.require(current);
        return keys.create(current, IdempotencyKey.of(idempotencyKey), request, client.get())
                .map(Answer::response);
    }

    /** Ends a key. */
    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Revoked")
    @Operation(operationId = "revokeApiKey", summary = "End an API key at once")
    public Uni<Void> revoke(@RestPath UUID id) {
        return keys.revoke(caller.get(), id, client.get());
    }
}
