package io.medianest.gateway.proxy;

import io.medianest.gateway.route.Service;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a service alone for a while when it does not answer. A call has succeeded as soon as its answer begins, whatever
 * its status: a stream that ends, or a 503 that the service gives itself, is no failure here.
 */
final class Breaker {
    private static final Logger LOG = Logger.getLogger(Breaker.class);
    private static final double HALF = 0.5;

    private final Service service;
    private final Duration delay;
    private final TypedGuard<CompletionStage<ProxyResponse>> guard;
    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
    private volatile long openedAt;

    Breaker(Service service, ProxyConfig config, MeterRegistry registry) {
        this.service = service;
        delay = config.breakerDelay();
        guard = TypedGuard.create(new TypeLiteral<CompletionStage<ProxyResponse>>() {})
                .withDescription("gateway-" + service.label())
                .withCircuitBreaker()
                .requestVolumeThreshold(config.breakerVolume())
                .failureRatio(HALF)
                .delay(delay.toMillis(), ChronoUnit.MILLIS)
                .when(this::counts)
                .onStateChange(this::changed)
                .done()
                .build();
        Gauge.builder("medianest.gateway.breaker", this, Breaker::asNumber)
                .description("Whether calls reach the service: 0 yes, 1 one tries, 2 no")
                .tag("service", service.label())
                .register(registry);
    }

    /**
     * Makes a call unless the service is being left alone.
     *
     * @return the call's outcome, on the caller's context; fails at once with a {@code CircuitBreakerOpenException} if the
     *     call is not made
     */
    Future<ProxyResponse> guard(Supplier<Future<ProxyResponse>> call) {
        CompletionStage<ProxyResponse> outcome = guard.get(() -> call.get().toCompletionStage());
        Context own = Vertx.currentContext();
        return own == null ? Future.fromCompletionStage(outcome) : Future.fromCompletionStage(outcome, own);
    }

    /** When the service will be tried again. */
    Duration retryAfter() {
        Duration left = delay.minusNanos(System.nanoTime() - openedAt);
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(left.toMillis(), 1_000)));
    }

    /** What went wrong, without the wrapping. */
    static Throwable cause(Throwable outcome) {
        @Nullable Throwable cause = outcome.getCause();
        return cause != null && (outcome instanceof NotItsFaultException || outcome instanceof CompletionException)
                ? cause(cause)
                : outcome;
    }

    /** What was not the service's fault says nothing; but then it has not shown either that the service is back. */
    private boolean counts(Throwable failure) {
        return state == CircuitBreakerState.HALF_OPEN || !(failure instanceof NotItsFaultException);
    }

    private void changed(CircuitBreakerState next) {
        if (next == CircuitBreakerState.OPEN) {
            openedAt = System.nanoTime();
        }
        if (next == CircuitBreakerState.OPEN && state == CircuitBreakerState.CLOSED) {
            LOG.warnf("The %s service is left alone, since it does not answer", service.label());
        } else if (next == CircuitBreakerState.CLOSED) {
            LOG.infof("The %s service answers again", service.label());
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

    /** The client, or a bound of the gateway's own, made a call fail. */
    static final class NotItsFaultException extends RuntimeException {
        NotItsFaultException(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }
}
