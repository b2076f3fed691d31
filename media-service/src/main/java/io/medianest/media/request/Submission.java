package io.medianest.media.request;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a request stands on its way to Overseerr. The worker's lease has columns of its own, which are not mapped. */
@Embeddable
class Submission {
    @Column(name = "submission_state")
    @Enumerated(EnumType.STRING)
    private SubmissionState state = SubmissionState.NONE;

    @Column(name = "next_attempt_at")
    private @Nullable Instant nextAttemptAt;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Column(name = "overseerr_id")
    private @Nullable String overseerrId;

    /** Puts it at the end of the queue, as if it had never been tried. */
    void enqueue(Instant now) {
        state = SubmissionState.QUEUED;
        nextAttemptAt = now;
        attempts = 0;
        lastError = null;
    }

    /** Overseerr has it. */
    void taken(String id, Instant now) {
        state = SubmissionState.SENT;
        overseerrId = id;
        submittedAt = now;
        lastError = null;
    }

    /** Nothing is to be sent any more. */
    void abandon() {
        if (state != SubmissionState.SENT) {
            state = SubmissionState.NONE;
        }
    }
}
