package io.medianest.youtube.queue;

import io.medianest.youtube.address.Quality;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video that this instance downloads now.
 *
 * @param itemId its row
 * @param userId who wants it; null once that person is gone
 * @param position its place in the playlist, from 1
 * @param title its title; null until YouTube has told
 * @param attempt counted from 1 since it was queued
 * @param collectionId what names the folder: the id of the playlist, or of the video if there is no playlist
 * @param collectionTitle the title of the playlist; null until YouTube has told
 * @param stored the file that there is already, from another download
 */
record Claim(
        UUID itemId,
        UUID downloadId,
        @Nullable UUID userId,
        String videoId,
        int position,
        @Nullable String title,
        int attempt,
        Quality quality,
        String collectionId,
        @Nullable String collectionTitle,
        @Nullable Stored stored) {

    /**
     * A file that is there.
     *
     * @param id its row
     * @param path relative to the folder of all videos
     * @param bytes how large it is
     */
    record Stored(UUID id, String path, long bytes) {}

    /** The title, or the id as long as there is none. */
    String shownTitle() {
        String known = title;
        return known == null || known.isBlank() ? videoId : known;
    }
}
