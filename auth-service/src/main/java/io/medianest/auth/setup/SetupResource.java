package io.medianest.auth.setup;

import io.medianest.auth.client.CurrentClient;
import io.medianest.auth.user.UserView;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The first start. */
@Path("/auth/setup")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SetupResource {
    private final Setup setup;
    private final CurrentClient client;

    SetupResource(Setup setup, CurrentClient client) {
        this.setup = setup;
        this.client = client;
    }

    /** Makes the first ADMIN. */
    @POST
    @PermitAll
    @RateLimited(value = "setup", per = Per.ADDRESS)
    @APIResponseSchema(value = UserView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setUp", summary = "Make the first administrator, once, with the setup token")
    public Uni<RestResponse<UserView>> setUp(@NotNull @Valid SetupRequest request) {
        return setup.setUp(request, client.get())
                .map(user -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, user)
                        .header(HttpHeaders.LOCATION, "/api/v1/users/" + user.id())
                        .build());
    }
}
