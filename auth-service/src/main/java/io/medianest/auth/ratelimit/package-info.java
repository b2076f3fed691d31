/** The durable record of how often users did what is limited. */
@NullMarked
package io.medianest.auth.ratelimit;

import org.jspecify.annotations.NullMarked;
