/** Uptime Kuma, as far as MediaNest reads it. */
@NullMarked
package io.medianest.simulators.kuma;

import org.jspecify.annotations.NullMarked;
