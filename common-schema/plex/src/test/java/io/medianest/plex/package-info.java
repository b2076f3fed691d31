/** Tests of io.medianest.plex. */
@NullMarked
package io.medianest.plex;

import org.jspecify.annotations.NullMarked;
