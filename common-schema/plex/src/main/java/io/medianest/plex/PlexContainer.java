package io.medianest.plex;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every answer of a Plex Media Server is in. */
record PlexContainer(
        @Nullable Integer totalSize,
        @Nullable String machineIdentifier,
        @JsonProperty("Directory") @Nullable List<PlexSection> directories,
        @JsonProperty("Metadata") @Nullable List<PlexItem> metadata) {

    /** The answer itself. */
    record Envelope(
            @JsonProperty("MediaContainer") @Nullable PlexContainer container) {}

    List<PlexSection> sections() {
        return directories == null ? List.of() : directories;
    }

    PlexPage page() {
        List<PlexItem> items = metadata == null ? List.of() : metadata;
        return new PlexPage(items, totalSize == null ? items.size() : totalSize);
    }
}
