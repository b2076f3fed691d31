package io.medianest.simulators.plex;

import java.time.Instant;

/**
 * A library.
 *
 * @param type {@code movie} or {@code show}; a library of other videos is of type {@code movie} too
 * @param location the directory as the server sees it
 * @param refreshing whether a scan is running
 */
public record Section(
        String key, String type, String title, String agent, String location, boolean refreshing, Instant scannedAt) {

    Section refreshing(boolean refreshing) {
        return new Section(key, type, title, agent, location, refreshing, refreshing ? scannedAt : Instant.now());
    }

    boolean holds(String file) {
        return file.startsWith(location + "/");
    }
}
