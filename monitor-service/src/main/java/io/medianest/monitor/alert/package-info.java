/** Telling people when something does not work and when it is back: by webhook, e-mail and ntfy. */
@NullMarked
package io.medianest.monitor.alert;

import org.jspecify.annotations.NullMarked;
