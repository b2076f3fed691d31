package io.medianest.youtube.download;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Locale;

/** Why nothing came of a download, or of one video of it. */
public enum FailureReason {
    /** Somebody took it back. */
    CANCELLED,
    /** YouTube does not show it, or not to everybody. */
    UNAVAILABLE,
    /** YouTube refuses this installation for now. */
    BLOCKED,
    /** There was no room for it. */
    DISK_FULL,
    /** Something else; the message says what. */
    ERROR;

    /** The name in the API, in events and in the database. */
    @EnumeratedValue
    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the API, in events and in the database. */
    @JsonValue
    public String wireName() {
        return wireName;
    }
}
