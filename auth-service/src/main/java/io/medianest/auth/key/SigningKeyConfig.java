package io.medianest.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the keys that access tokens are signed with follow each other. */
@ConfigMapping(prefix = "medianest.signing-keys")
public interface SigningKeyConfig {

    /** How long a key signs. */
    @WithDefault("P30D")
    Duration rotateEvery();

    /**
     * How long a key must have been published before it signs; longer than any verifier takes to read the keys again,
     * which is 30 seconds for a service and 5 minutes for whoever caches the JWKS.
     */
    @WithDefault("10m")
    Duration publishedBefore();

    /** How often an instance looks whether a key is due, or another instance has changed it. */
    @WithDefault("15s")
    Duration checkEvery();
}
