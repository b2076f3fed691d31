/** Announced times during which services may be off. */
@NullMarked
package io.medianest.monitor.maintenance;

import org.jspecify.annotations.NullMarked;
