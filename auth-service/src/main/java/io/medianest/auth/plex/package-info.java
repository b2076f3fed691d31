/** Signing in with Plex: PINs, what plex.tv is asked, and who may use this household's server. */
@NullMarked
package io.medianest.auth.plex;

import org.jspecify.annotations.NullMarked;
