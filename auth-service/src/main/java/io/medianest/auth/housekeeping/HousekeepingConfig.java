package io.medianest.auth.housekeeping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what nobody needs any more is kept. */
@ConfigMapping(prefix = "medianest.auth.housekeeping")
public interface HousekeepingConfig {

    /** How often it is done. */
    @WithDefault("1d")
    Duration every();

    /** How long devices are remembered after their sign-in has ended, so that they are known when they come again. */
    @WithDefault("90d")
    Duration devices();

    /** How long it stays on record how often somebody did something. */
    @WithDefault("90d")
    Duration rateLimits();

    /** How long it stays on record what happened around signing in. */
    @WithDefault("365d")
    Duration securityEvents();
}
