/** Tests of incidents. */
@NullMarked
package io.medianest.monitor.incident;

import org.jspecify.annotations.NullMarked;
