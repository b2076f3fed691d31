/** Who changed what, in the whole suite. */
@NullMarked
package io.medianest.monitor.audit;

import org.jspecify.annotations.NullMarked;
