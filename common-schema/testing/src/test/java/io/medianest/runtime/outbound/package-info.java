/** Tests of calls of outside systems, within a running Quarkus, which the circuit breaker needs. */
@NullMarked
package io.medianest.runtime.outbound;

import org.jspecify.annotations.NullMarked;
