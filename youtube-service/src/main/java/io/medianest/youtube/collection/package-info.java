/** What was downloaded becomes a collection in Plex, and leaves it again. */
@NullMarked
package io.medianest.youtube.collection;

import org.jspecify.annotations.NullMarked;
