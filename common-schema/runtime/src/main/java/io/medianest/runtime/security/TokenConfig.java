package io.medianest.runtime.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What every access token of this installation says, and how its keys are followed. */
@ConfigMapping(prefix = "medianest.tokens")
public interface TokenConfig {

    /** The {@code iss} claim. */
    @WithDefault("medianest")
    String issuer();

    /** The {@code aud} claim. */
    @WithDefault("medianest")
    String audience();

    /** How far the clocks of two machines may differ. */
    @WithDefault("5s")
    Duration clockSkew();

    /** How often the public keys are read again. */
    @WithDefault("30s")
    Duration keyRefresh();

    /** How many verified tokens are remembered; the least used ones are verified again. */
    @WithDefault("10000")
    int verifiedCacheSize();
}
