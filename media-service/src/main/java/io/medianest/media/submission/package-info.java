/** Sends approved requests to Overseerr, in order and exactly once. */
@NullMarked
package io.medianest.media.submission;

import org.jspecify.annotations.NullMarked;
