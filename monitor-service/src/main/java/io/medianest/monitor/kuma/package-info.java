/** The monitors of an Uptime Kuma, as it tells of them. */
@NullMarked
package io.medianest.monitor.kuma;

import org.jspecify.annotations.NullMarked;
