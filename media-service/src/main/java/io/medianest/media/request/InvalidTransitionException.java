package io.medianest.media.request;

import io.medianest.runtime.problem.ProblemException;

/** A request cannot take that step from where it stands. */
final class InvalidTransitionException extends RuntimeException {
    private final MediaRequestStatus status;

    InvalidTransitionException(MediaRequestStatus status, Change change) {
        super("A request that is " + status.wireName() + " does not take "
                + change.getClass().getSimpleName());
        this.status = status;
    }

    /** What to tell the caller. */
    ProblemException problem() {
        return ProblemException.conflict(
                        "INVALID_TRANSITION",
                        "The request is " + status.wireName() + "; that step is not possible from there.")
                .with("requestStatus", status.wireName());
    }
}
