package io.medianest.runtime.ratelimit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How limits are decided; the limits themselves are {@link RateLimitPolicies}. */
@ConfigMapping(prefix = "medianest.limiter")
public interface LimiterConfig {

    /** How long Redis may take for one decision, connecting included. */
    @WithDefault("75ms")
    Duration redisTimeout();

    /** When half of so many decisions in a row have failed, Redis is not asked for a while. */
    @WithDefault("10")
    int breakerVolume();

    /** That while; then one decision tries whether it is back. */
    @WithDefault("2s")
    Duration breakerDelay();

    /** How long the database may take for a decision in Redis' place. */
    @WithDefault("2s")
    Duration databaseTimeout();

    /** How many subjects the local limiter remembers. */
    @WithDefault("20000")
    int localSubjects();
}
