package io.medianest.gateway.route;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where the services are. A service without an address is not part of this installation: its calls answer 404. */
@ConfigMapping(prefix = "medianest.gateway.routes")
public interface RoutesConfig {

    /** auth-service. */
    Address auth();

    /** media-service. */
    Address media();

    /** youtube-service. */
    Address youtube();

    /** monitor-service. */
    Address monitor();

    /** Where one service is. */
    interface Address {

        /** Scheme, host and port of its API, such as {@code http://media:8082}. */
        Optional<URI> url();

        /**
         * Its readiness, on its management port, such as {@code http://media:9000/q/health/ready}. Without it a service
         * counts as up when its API address answers HTTP at all.
         */
        Optional<URI> healthUrl();
    }
}
