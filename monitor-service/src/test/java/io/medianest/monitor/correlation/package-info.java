@NullMarked
package io.medianest.monitor.correlation;

import org.jspecify.annotations.NullMarked;
