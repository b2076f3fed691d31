package io.medianest.media.request;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a request, or one season of it, stands. */
public enum MediaRequestStatus {
    /** Waits for a decision. */
    PENDING,
    /** May be sent to Overseerr, or is on its way there. */
    APPROVED,
    /** Overseerr has it. */
    PROCESSING,
    /** At least part of it can be watched. */
    AVAILABLE,
    /** All of it can be watched; closed. */
    COMPLETED,
    /** Declined, cancelled or given up; see {@link FailureReason}. */
    FAILED,
    /** Put away after a long time. */
    ARCHIVED;

    /** The name in the API, in events and in the database. */
    @EnumeratedValue
    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the API, in events and in the database. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The status of that name; empty if there is none. */
    public static Optional<MediaRequestStatus> named(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(wireName))
                .findFirst();
    }

    /** Whether a request may go from here to there in one step. */
    public boolean canBecome(MediaRequestStatus next) {
        return next().contains(next);
    }

    /** Whether it still occupies its title: neither done nor failed. */
    boolean isOpen() {
        return switch (this) {
            case PENDING, APPROVED, PROCESSING, AVAILABLE -> true;
            case COMPLETED, FAILED, ARCHIVED -> false;
        };
    }

    private Set<MediaRequestStatus> next() {
        return switch (this) {
            case PENDING -> Set.of(APPROVED, FAILED);
            case APPROVED -> Set.of(PROCESSING, FAILED);
            case PROCESSING -> Set.of(AVAILABLE, FAILED);
            case AVAILABLE -> Set.of(COMPLETED);
            case COMPLETED -> Set.of(ARCHIVED);
            // Back to approved by a moderator's retry; see Change.Retry.
            case FAILED -> Set.of(ARCHIVED, APPROVED);
            case ARCHIVED -> Set.of();
        };
    }
}
