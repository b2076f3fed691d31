package io.medianest.auth;

import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** Gives every test of this module the real stores, and Plex; Quarkus finds the annotation wherever it stands. */
@QuarkusTestResource(value = StoresTestResource.class, initArgs = @ResourceArg(name = "role", value = "auth_service"))
@QuarkusTestResource(PlexTestResource.class)
final class AuthStores {
    private AuthStores() {}
}
