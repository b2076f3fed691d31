/** How far the videos are that are being downloaded right now; every instance can tell, through Redis. */
@NullMarked
package io.medianest.youtube.progress;

import org.jspecify.annotations.NullMarked;
