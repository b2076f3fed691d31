package io.medianest.auth;

import io.medianest.testing.mail.MailServer;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** Gives every test of this module the real stores, a mail server and Plex; Quarkus finds it wherever it stands. */
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(value = StoresTestResource.class, initArgs = @ResourceArg(name = "role", value = "auth_service"))
@QuarkusTestResource(PlexTestResource.class)
final class AuthStores {
    private AuthStores() {}
}
