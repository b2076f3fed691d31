/** Tests of maintenance. */
@NullMarked
package io.medianest.monitor.maintenance;

import org.jspecify.annotations.NullMarked;
