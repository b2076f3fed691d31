/** Running yt-dlp: one process for each list and each video, and what became of it. */
@NullMarked
package io.medianest.youtube.ytdlp;

import org.jspecify.annotations.NullMarked;
