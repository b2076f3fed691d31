/** Tests of states and their history. */
@NullMarked
package io.medianest.monitor.state;

import org.jspecify.annotations.NullMarked;
