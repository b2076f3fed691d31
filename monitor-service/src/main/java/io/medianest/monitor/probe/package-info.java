/** Looking at services: one kind of probe for each kind of service. */
@NullMarked
package io.medianest.monitor.probe;

import org.jspecify.annotations.NullMarked;
