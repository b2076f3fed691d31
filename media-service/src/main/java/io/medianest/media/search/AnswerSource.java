package io.medianest.media.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who said what an answer says of titles. */
public enum AnswerSource {
    /** Overseerr, now. */
    OVERSEERR,
    /** Overseerr, some time ago. */
    CACHE,
    /** The Plex library: only what is there, because Overseerr cannot be asked. */
    LIBRARY;

    /** The name in the API. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
