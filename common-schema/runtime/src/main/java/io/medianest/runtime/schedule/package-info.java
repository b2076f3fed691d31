/** Recurring work, by a clock that nobody sets. */
@NullMarked
package io.medianest.runtime.schedule;

import org.jspecify.annotations.NullMarked;
