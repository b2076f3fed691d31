/** plex.tv and one Plex Media Server as a client sees them: sign-in by PIN, a library, scans and collections. */
@NullMarked
package io.medianest.simulators.plex;

import org.jspecify.annotations.NullMarked;
