/** Tests of the queue of videos. */
@NullMarked
package io.medianest.youtube.queue;

import org.jspecify.annotations.NullMarked;
