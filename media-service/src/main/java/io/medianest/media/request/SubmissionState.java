package io.medianest.media.request;

import jakarta.persistence.EnumeratedValue;
import java.util.Locale;

/** Where a request stands in the queue to Overseerr. */
enum SubmissionState {
    /** There is nothing to send. */
    NONE,
    /** To be sent. */
    QUEUED,
    /** An attempt is out; its outcome is unknown until it is recorded. */
    SENDING,
    /** Overseerr has it. */
    SENT,
    /** Given up. */
    STUCK;

    @EnumeratedValue
    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in the database. */
    String wireName() {
        return wireName;
    }
}
