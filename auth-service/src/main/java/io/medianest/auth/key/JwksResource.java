package io.medianest.auth.key;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** The public keys of access tokens, for whoever verifies some outside MediaNest. */
@Path("/auth/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class JwksResource {
    private static final int FIVE_MINUTES = 300;

    private final PublishedKeys keys;

    JwksResource(PublishedKeys keys) {
        this.keys = keys;
    }

    /** The JSON Web Key Set. */
    @GET
    @PermitAll
    @Cache(maxAge = FIVE_MINUTES)
    @Operation(
            operationId = "getKeys",
            summary = "The public keys that access tokens are signed with: current and next")
    public Uni<JsonWebKeySet> keys() {
        return keys.all();
    }
}
