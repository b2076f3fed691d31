package io.medianest.auth.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens and sign-ins last. */
@ConfigMapping(prefix = "medianest.sessions")
public interface SessionConfig {

    /** How long an access token is good for; also how long a revocation must be remembered. */
    @WithDefault("5m")
    Duration accessToken();

    /** How long a device may stay away before it must sign in again. */
    @WithDefault("P14D")
    Duration idle();

    /** How long a device or browser may go without signing in again, however often it is used. */
    @WithDefault("P60D")
    Duration absolute();

    /** How long a browser may stay away before it must sign in again; {@link #absolute} holds for browsers too. */
    @WithDefault("P30D")
    Duration webIdle();

    /** How long the loser of a race for the same refresh token still gets the winner's successor. */
    @WithDefault("10s")
    Duration raceGrace();
}
