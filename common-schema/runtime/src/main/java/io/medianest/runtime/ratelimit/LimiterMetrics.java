package io.medianest.runtime.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Counts decisions by policy, outcome and who decided; subjects never become tags. */
@ApplicationScoped
class LimiterMetrics {
    private static final Logger LOG = Logger.getLogger(LimiterMetrics.class);

    private final MeterRegistry registry;
    private final Map<Key, Counter> decisions = new ConcurrentHashMap<>();

    LimiterMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Key(String policy, boolean allowed, String by) {}

    void decided(LimitDecision decision, String by) {
        decisions
                .computeIfAbsent(new Key(decision.policy().name(), decision.allowed(), by), this::counter)
                .increment();
    }

    void undecided(Throwable failure) {
        registry.counter("medianest.rate.limit.undecided").increment();
        LOG.warnf("Neither Redis nor the database decides about a limit: %s", failure.toString());
    }

    void notGivenBack(Throwable failure) {
        LOG.debugf("An attempt counts although it should not: %s", failure.toString());
    }

    private Counter counter(Key key) {
        return Counter.builder("medianest.rate.limit.decisions")
                .description("Decisions about limits, by who decided")
                .tag("policy", key.policy())
                .tag("outcome", key.allowed() ? "allowed" : "refused")
                .tag("by", key.by())
                .register(registry);
    }
}
