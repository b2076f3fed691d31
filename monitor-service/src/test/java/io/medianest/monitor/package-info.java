/** Tests of monitor-service as a whole. */
@NullMarked
package io.medianest.monitor;

import org.jspecify.annotations.NullMarked;
