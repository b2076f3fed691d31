/** Posters and other pictures of TMDB and Plex, handed through: small, checked, kept, and without any secret. */
@NullMarked
package io.medianest.media.image;

import org.jspecify.annotations.NullMarked;
