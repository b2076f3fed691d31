/** Speaking to the household's Plex Media Server, and to plex.tv as its owner. */
@NullMarked
package io.medianest.plex;

import org.jspecify.annotations.NullMarked;
