package io.medianest.gateway.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address that people use, when the operator has told it. */
@ApplicationScoped
class PublicUrl {
    private final boolean https;

    PublicUrl(@ConfigProperty(name = "medianest.public-url") Optional<URI> url) {
        https = url.map(given -> "https".equals(given.getScheme())).orElse(false);
    }

    /** Whether people reach MediaNest by https, even if something before the gateway ends it. */
    boolean isHttps() {
        return https;
    }
}
