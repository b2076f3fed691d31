/** What belongs to one call: its errors, what it changed, and the requests and downloads that it was about. */
@NullMarked
package io.medianest.monitor.correlation;

import org.jspecify.annotations.NullMarked;
