package io.medianest.auth.ratelimit;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often a user did something within an hour.
 *
 * @param endpoint the policy that limits it
 * @param requestCount how often it was allowed
 * @param windowStart when the hour began
 */
@Schema(name = "RateLimit")
public record RateLimitView(String endpoint, int requestCount, Instant windowStart) {

    /** A user's hours. */
    @Schema(name = "RateLimits")
    public record ListView(List<RateLimitView> items) {}
}
