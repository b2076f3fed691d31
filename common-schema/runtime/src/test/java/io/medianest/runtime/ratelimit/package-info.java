/** The arithmetic of limits. */
@NullMarked
package io.medianest.runtime.ratelimit;

import org.jspecify.annotations.NullMarked;
