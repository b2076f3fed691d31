/** How services are and have been. */
@NullMarked
package io.medianest.monitor.uptime;

import org.jspecify.annotations.NullMarked;
