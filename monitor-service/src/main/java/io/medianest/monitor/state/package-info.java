/** What follows from the results of checks: states, the history of states, and outages. Nothing here knows of a clock or a store. */
@NullMarked
package io.medianest.monitor.state;

import org.jspecify.annotations.NullMarked;
