package io.medianest.youtube.download;

import io.medianest.runtime.problem.ProblemException;

/** A download cannot take that step from where it stands. */
final class InvalidTransition {
    private InvalidTransition() {}

    /** 409 {@code INVALID_TRANSITION}, with where it stands. */
    static ProblemException problem(DownloadStatus status, String why) {
        return ProblemException.conflict("INVALID_TRANSITION", "The download is " + status.wireName() + ". " + why)
                .with("downloadStatus", status.wireName());
    }
}
