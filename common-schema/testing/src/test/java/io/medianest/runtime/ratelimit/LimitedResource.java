package io.medianest.runtime.ratelimit;

import io.medianest.runtime.ratelimit.RateLimited.Per;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** Calls that are limited, for a user and for an address. */
@Path("/limited")
public class LimitedResource {

    /** Two a day for each address. */
    @GET
    @PermitAll
    @Path("/by-address")
    @RateLimited(value = "of-address", per = Per.ADDRESS)
    public Uni<String> byAddress() {
        return Uni.createFrom().item("passed");
    }

    /** Two an hour for each user. */
    @GET
    @RolesAllowed(Role.USER_NAME)
    @Path("/by-user")
    @RateLimited("of-user")
    public Uni<String> byUser(@NotNull @RestQuery String word) {
        return Uni.createFrom().item(word);
    }
}
