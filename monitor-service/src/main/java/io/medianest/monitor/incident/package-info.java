/** When services did not work, and why. */
@NullMarked
package io.medianest.monitor.incident;

import org.jspecify.annotations.NullMarked;
