package io.medianest.youtube.ytdlp;

import java.util.List;

/**
 * What is in a playlist.
 *
 * @param playlistId the id, of the video if it is a single one
 * @param title of the playlist or the single video
 * @param videos in their order
 * @param truncated whether there are more than were asked for
 */
public record Listing(String playlistId, String title, List<ListedVideo> videos, boolean truncated) {}
