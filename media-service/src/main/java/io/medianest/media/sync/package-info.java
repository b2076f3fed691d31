/** Follows in Overseerr what becomes of requests: by webhook, by polling, and the sweep that closes them. */
@NullMarked
package io.medianest.media.sync;

import org.jspecify.annotations.NullMarked;
