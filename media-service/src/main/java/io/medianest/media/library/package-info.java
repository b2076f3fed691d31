/** The Plex server's libraries: a copy in the database that is kept true, who sees which of them, and browsing them. */
@NullMarked
package io.medianest.media.library;

import org.jspecify.annotations.NullMarked;
