/**
 * YouTube, as far as yt-dlp asks it: a proxy behind which the real program meets playlists and videos that are made up, and
 * the ways in which YouTube refuses.
 */
@NullMarked
package io.medianest.simulators.youtube;

import org.jspecify.annotations.NullMarked;
