package io.medianest.runtime.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "medianest.traces")
public interface TraceConfig {

    /**
     * Who collects traces, by OTLP over HTTP (Jaeger, Tempo, an OpenTelemetry Collector), such as
     * {@code http://jaeger:4318}; without it there are none.
     */
    Optional<@Pattern(regexp = "https?://.+", message = "needs an address such as http://jaeger:4318") String>
            endpoint();

    /** The share of requests that are traced, 0 to 1, where the caller has not decided it. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("1")
    double ratio();
}
