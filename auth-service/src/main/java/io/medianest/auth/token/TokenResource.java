package io.medianest.auth.token;

import io.medianest.auth.client.Client;
import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.ratelimit.RateLimited;
import io.medianest.runtime.ratelimit.RateLimited.Per;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** Tokens of a running sign-in. */
@Path("/auth/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class TokenResource {
    private final TokenRefresh refresh;
    private final RefreshLimit limit;
    private final CurrentClient client;

    TokenResource(TokenRefresh refresh, RefreshLimit limit, CurrentClient client) {
        this.refresh = refresh;
        this.limit = limit;
        this.client = client;
    }

    /** Exchanges a refresh token. */
    @POST
    @Path("/refresh")
    @PermitAll
    @RateLimited(value = "refresh-address", per = Per.ADDRESS)
    @Cache(noStore = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "refresh", summary = "Exchange a refresh token for the next pair of tokens")
    public Uni<TokenAnswer> refresh(@NotNull @Valid RefreshRequest request) {
        Client from = client.get();
        return limit.take(request.refreshToken(), from).chain(() -> refresh.refresh(request.refreshToken(), from));
    }
}
