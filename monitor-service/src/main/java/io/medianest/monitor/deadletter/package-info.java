/** Events that a consumer could not handle, for an ADMIN. */
@NullMarked
package io.medianest.monitor.deadletter;

import org.jspecify.annotations.NullMarked;
