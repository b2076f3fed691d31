/** Tests of io.medianest.media.plex. */
@NullMarked
package io.medianest.media.plex;

import org.jspecify.annotations.NullMarked;
