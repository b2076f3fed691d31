package io.medianest.youtube.download;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a download, or one video of it, stands. */
public enum DownloadStatus {
    /** Waits for its turn. */
    QUEUED,
    /** Something of it is being downloaded, or was. */
    DOWNLOADING,
    /** All that could be had is there; some videos may have failed. */
    COMPLETED,
    /** Nothing came of it; see {@link FailureReason}. */
    FAILED;

    /** The name in the API, in events and in the database. */
    @EnumeratedValue
    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the API, in events and in the database. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether there is still something to do. */
    public boolean isOpen() {
        return this == QUEUED || this == DOWNLOADING;
    }

    /** The status of that name; empty if there is none. */
    public static Optional<DownloadStatus> named(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(wireName))
                .findFirst();
    }
}
