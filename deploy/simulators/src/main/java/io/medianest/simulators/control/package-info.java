/** What every simulator shares: its server, the log of what it received, faults on demand, and the control endpoint. */
@NullMarked
package io.medianest.simulators.control;

import org.jspecify.annotations.NullMarked;
