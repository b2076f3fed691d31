package io.medianest.plex;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A library of the server.
 *
 * @param key what Plex calls it
 * @param type {@code movie}, {@code show}, {@code artist} or {@code photo}
 * @param refreshing whether it is being scanned
 * @param locations the folders it is made of
 */
public record PlexSection(
        @Nullable String key,
        @Nullable String type,
        @Nullable String title,
        @Nullable Boolean refreshing,
        @JsonProperty("Location") @Nullable List<@Nullable Location> locations) {

    /** A folder, as the server sees it. */
    public record Location(@Nullable String path) {}

    /** The folders it is made of, as the server sees them. */
    public List<String> folders() {
        return locations == null
                ? List.of()
                : locations.stream()
                        .map(location -> location == null ? null : location.path())
                        .filter(Objects::nonNull)
                        .toList();
    }
}
