/** Downloads: a playlist or a video that somebody wants in Plex, and what people do with it. */
@NullMarked
package io.medianest.youtube.download;

import org.jspecify.annotations.NullMarked;
