package io.medianest.runtime.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Decides in this process alone, while nothing that several share can be asked. Bounded: the least used are forgotten. */
@ApplicationScoped
class LocalDecisions {
    private final Cache<String, Long> fullAt;

    LocalDecisions(LimiterConfig config) {
        fullAt = Caffeine.newBuilder()
                .maximumSize(config.localSubjects())
                .expireAfter(Expiry.writing((String key, Long micros) -> untilFull(micros)))
                .build();
    }

    LimitDecision take(RateLimitPolicy policy, LimitSubject subject) {
        AtomicReference<LimitDecision> decision = new AtomicReference<>();
        fullAt.asMap().compute(subject.key(policy), (key, before) -> {
            Gcra.Step step = Gcra.take(policy, before == null ? 0 : before, now());
            decision.setPlain(step.decision());
            return step.fullAt();
        });
        return decision.getPlain();
    }

    private static Duration untilFull(long micros) {
        return Duration.ofNanos(Math.max(0, micros - now()) * 1_000);
    }

    /** Of a clock that nobody sets. */
    private static long now() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime()) + TimeUnit.DAYS.toMicros(1);
    }
}
