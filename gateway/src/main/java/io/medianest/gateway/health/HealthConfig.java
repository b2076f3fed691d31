package io.medianest.gateway.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the services behind the gateway are looked at. */
@ConfigMapping(prefix = "medianest.gateway.health")
public interface HealthConfig {

    /** A service that has not answered by then is down. */
    @WithDefault("2s")
    Duration timeout();

    /** How long an answer of the services is passed on before they are asked again. */
    @WithDefault("3s")
    Duration cache();
}
