package io.medianest.youtube.address;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** How high a video's picture may be; a video that is smaller is taken as it is. */
public enum Quality {
    /** At most 720 lines. */
    P720("720p"),
    /** At most 1080 lines. */
    P1080("1080p"),
    /** Whatever there is. */
    BEST("best");

    @EnumeratedValue
    private final String wireName;

    Quality(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API, in events and in the database. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The quality of that name; empty if there is none. */
    public static Optional<Quality> named(String wireName) {
        return Arrays.stream(values())
                .filter(quality -> quality.wireName.equals(wireName))
                .findFirst();
    }
}
