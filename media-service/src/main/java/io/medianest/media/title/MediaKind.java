package io.medianest.media.title;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Whether a title is a film or a series. */
public enum MediaKind {
    /** A film. */
    MOVIE("movie"),
    /** A series, asked for by season. */
    TV("tv");

    private final String wireName;

    MediaKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API, in events, in the database and in Overseerr alike. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static MediaKind of(String wireName) {
        return named(wireName).orElseThrow(() -> new IllegalArgumentException("no media type " + wireName));
    }

    /** The kind of that name; empty if there is none, such as Overseerr's {@code person}. */
    public static Optional<MediaKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
