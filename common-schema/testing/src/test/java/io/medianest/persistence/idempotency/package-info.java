/** Repeated calls, from inside the package. */
@NullMarked
package io.medianest.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
