package io.medianest.runtime.ratelimit;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often a resource's method may be called; for methods that answer with a {@code Uni}. The limit is taken
 * after authorisation and validation, so that what is refused there does not count. The answer tells the limit; a refusal
 * is 429 {@code RATE_LIMITED}. A call that is repeated under its {@code Idempotency-Key} counts once. While Redis is away the database decides.
 */
@Documented
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {

    /** The policy, as in {@code medianest.rate-limit.<name>}. */
    @Nonbinding
    String value();

    /** Whose calls are counted together. */
    @Nonbinding
    Per per() default Per.USER;

    /** Whose calls are counted together. */
    enum Per {
        /** Those of one signed-in user. */
        USER,
        /** Those of one network address, as the gateway names it. */
        ADDRESS
    }
}
