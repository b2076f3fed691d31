package io.medianest.runtime.ratelimit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Bounds how long a decision waits for Redis, and stops asking for a while when Redis does not answer. */
@ApplicationScoped
class RedisBreaker {
    private static final Logger LOG = Logger.getLogger(RedisBreaker.class);
    private static final double HALF = 0.5;

    private final TypedGuard<Uni<LimitDecision>> guard;
    private final Duration timeout;
    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

    RedisBreaker(LimiterConfig config, MeterRegistry registry) {
        timeout = config.redisTimeout();
        guard = TypedGuard.create(new TypeLiteral<Uni<LimitDecision>>() {})
                .withDescription("rate-limit-redis")
                .withCircuitBreaker()
                .requestVolumeThreshold(config.breakerVolume())
                .failureRatio(HALF)
                .delay(config.breakerDelay().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(this::changed)
                .done()
                .build();
        Gauge.builder("medianest.rate.limit.breaker", this, RedisBreaker::asNumber)
                .description("Whether limits are decided in Redis: 0 yes, 1 being tried, 2 no")
                .register(registry);
    }

    /** The decision, or soon a failure. */
    Uni<LimitDecision> guard(Supplier<Uni<LimitDecision>> decision) {
        return guard.get(() -> Uni.createFrom()
                .deferred(decision::get)
                .ifNoItem()
                .after(timeout)
                .fail());
    }

    private void changed(CircuitBreakerState next) {
        if (next == CircuitBreakerState.OPEN && state == CircuitBreakerState.CLOSED) {
            LOG.warn("Redis does not decide about limits; they are decided without it until it is back");
        } else if (next == CircuitBreakerState.CLOSED) {
            LOG.info("Redis decides about limits again");
        }
        state = next;
    }

    private double asNumber() {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
