/** Tests of what is brought into Plex. */
@NullMarked
package io.medianest.youtube.collection;

import org.jspecify.annotations.NullMarked;
