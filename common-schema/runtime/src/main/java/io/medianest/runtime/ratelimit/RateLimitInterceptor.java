package io.medianest.runtime.ratelimit;

import io.medianest.runtime.http.ClientAddress;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.security.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the limit of a {@link RateLimited} method before it runs. */
@RateLimited("")
@Interceptor
@Priority(RateLimitInterceptor.AFTER_VALIDATION)
class RateLimitInterceptor {
    private static final int MAX_KEY = 64;
    static final int AFTER_VALIDATION = Interceptor.Priority.PLATFORM_AFTER + 900;

    private final RateLimiter limiter;
    private final RateLimitPolicies policies;
    private final CurrentCaller caller;
    private final HttpServerRequest request;
    private final Event<LimitHit> hits;

    RateLimitInterceptor(
            RateLimiter limiter,
            RateLimitPolicies policies,
            CurrentCaller caller,
            HttpServerRequest request,
            Event<LimitHit> hits) {
        this.limiter = limiter;
        this.policies = policies;
        this.caller = caller;
        this.request = request;
        this.hits = hits;
    }

    @AroundInvoke
    @Nullable
    Object limit(InvocationContext call) {
        RateLimited limited = call.getMethod().getAnnotation(RateLimited.class);
        LimitSubject subject = switch (limited.per()) {
            case USER -> LimitSubject.user(caller.get().userId());
            case ADDRESS -> LimitSubject.address(ClientAddress.of(request));
        };
        return limiter.take(policies.named(limited.value()), subject, repeated())
                .chain(decision -> {
                    decision.tell(request.response().headers());
                    if (!decision.allowed()) {
                        hits.fire(new LimitHit(decision.policy(), subject));
                        throw decision.refusal();
                    }
                    return proceed(call);
                });
    }

    /** A call that is repeated under its key has its effect once, and counts once. */
    private Optional<String> repeated() {
        return Optional.ofNullable(request.getHeader(IdempotencyKey.HEADER))
                .filter(key -> !key.isEmpty() && key.length() <= MAX_KEY);
    }

    private static Uni<?> proceed(InvocationContext call) {
        return Uni.createFrom().deferred(Unchecked.supplier(() -> (Uni<?>) call.proceed()));
    }
}
