package io.medianest.auth.attempt;

import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicy;

/**
 * One limit of an attempt.
 *
 * @param policy how many may fail
 * @param subject whose failures are counted together
 */
record Hold(RateLimitPolicy policy, LimitSubject subject) {}
