/** Limits on how often somebody may do something: policies, the decision, and what holds while Redis is away. */
@NullMarked
package io.medianest.runtime.ratelimit;

import org.jspecify.annotations.NullMarked;
