/** Tests of dead letters. */
@NullMarked
package io.medianest.monitor.deadletter;

import org.jspecify.annotations.NullMarked;
