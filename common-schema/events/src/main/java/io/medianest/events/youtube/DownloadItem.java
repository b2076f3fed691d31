package io.medianest.events.youtube;

import org.jspecify.annotations.Nullable;

/**
 * One video of a download.
 *
 * @param videoId the video at YouTube
 * @param position its place in the playlist, from 1
 * @param title its title, or null until YouTube has told
 */
public record DownloadItem(
        String videoId, int position, @Nullable String title) {}
