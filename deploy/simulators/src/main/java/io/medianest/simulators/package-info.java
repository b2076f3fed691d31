/** The process that the demo runs: every simulator and one control port. */
@NullMarked
package io.medianest.simulators;

import org.jspecify.annotations.NullMarked;
