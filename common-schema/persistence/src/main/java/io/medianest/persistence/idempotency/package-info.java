/** Calls that are answered once, however often a client has to repeat them. */
@NullMarked
package io.medianest.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
