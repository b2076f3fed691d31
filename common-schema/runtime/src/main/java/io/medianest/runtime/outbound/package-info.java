/** Calls of systems outside the suite: bounded in time, number and size, counted, and stopped while the other is in trouble. */
@NullMarked
package io.medianest.runtime.outbound;

import org.jspecify.annotations.NullMarked;
