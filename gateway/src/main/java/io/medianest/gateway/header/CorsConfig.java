package io.medianest.gateway.header;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which web pages of other origins may call the API; none unless the operator names them. */
@ConfigMapping(prefix = "medianest.gateway.cors")
public interface CorsConfig {

    /** Exact origins, such as {@code https://app.example.org}. */
    Optional<Set<String>> origins();
}
