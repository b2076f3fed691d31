/** Tests of running yt-dlp. */
@NullMarked
package io.medianest.youtube.ytdlp;

import org.jspecify.annotations.NullMarked;
