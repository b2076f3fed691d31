package io.medianest.auth.onetime;

import io.medianest.runtime.problem.ProblemException;

/** The answer to a token that is good for nothing. */
public final class InvalidToken {
    private InvalidToken() {}

    /** 400 {@code INVALID_TOKEN}, the same for one that never was, has expired, or was used. */
    public static ProblemException problem() {
        return new ProblemException(
                400,
                "INVALID_TOKEN",
                "This link is not good any more: it was used, has expired, or a newer one was sent.");
    }
}
