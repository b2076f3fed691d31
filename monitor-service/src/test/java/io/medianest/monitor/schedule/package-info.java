/** Tests of looking at services, through the running service. */
@NullMarked
package io.medianest.monitor.schedule;

import org.jspecify.annotations.NullMarked;
