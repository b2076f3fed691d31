package io.medianest.runtime.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How recurring work is looked after. */
@ConfigMapping(prefix = "medianest.jobs")
public interface JobConfig {

    /** How often each instance looks whether something is due or asked for. */
    @WithDefault("30s")
    Duration lookEvery();

    /** After how long another instance takes over from one that was killed at the work. */
    @WithDefault("2m")
    Duration lease();

    /** How soon work that failed is tried again. */
    @WithDefault("15m")
    Duration retryAfter();
}
