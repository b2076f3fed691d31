package io.medianest.auth.plex;

import io.medianest.encryption.KeyedHash;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** How the secrets of PINs are hashed for storage; each purpose has a key of its own. */
@ApplicationScoped
class PlexHashes {
    private final KeyedHash pin;
    private final KeyedHash browser;

    PlexHashes(SecretsConfig secrets) {
        pin = KeyedHashes.of(secrets, "plex-pin");
        browser = KeyedHashes.of(secrets, "plex-browser");
    }

    /** For the ids that clients know PINs by. */
    KeyedHash pin() {
        return pin;
    }

    /** For the cookies that tie PINs to browsers. */
    KeyedHash browser() {
        return browser;
    }
}
