/** Tests of reading what Uptime Kuma tells. */
@NullMarked
package io.medianest.monitor.kuma;

import org.jspecify.annotations.NullMarked;
