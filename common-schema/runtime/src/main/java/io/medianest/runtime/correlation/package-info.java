/** The correlation id and W3C trace context of the running request, from HTTP through logs and events. */
@NullMarked
package io.medianest.runtime.correlation;

import org.jspecify.annotations.NullMarked;
