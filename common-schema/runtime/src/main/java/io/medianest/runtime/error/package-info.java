/** What went wrong in this service, told to monitor-service: scrubbed, folded, bounded, and never from a transaction. */
@NullMarked
package io.medianest.runtime.error;

import org.jspecify.annotations.NullMarked;
