/** Tests of the counts. */
@NullMarked
package io.medianest.monitor.stats;

import org.jspecify.annotations.NullMarked;
