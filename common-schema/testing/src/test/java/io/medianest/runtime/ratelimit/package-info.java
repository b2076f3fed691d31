/** The limits on a real Redis and a real database, also without the first. */
@NullMarked
package io.medianest.runtime.ratelimit;

import org.jspecify.annotations.NullMarked;
