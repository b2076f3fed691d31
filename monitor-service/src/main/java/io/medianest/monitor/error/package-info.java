/** What went wrong anywhere in the suite: collected, grouped, counted and shown to an ADMIN. */
@NullMarked
package io.medianest.monitor.error;

import org.jspecify.annotations.NullMarked;
