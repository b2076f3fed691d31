/** Problem details (RFC 9457) for every error that leaves a service or the gateway. */
@NullMarked
package io.medianest.runtime.problem;

import org.jspecify.annotations.NullMarked;
