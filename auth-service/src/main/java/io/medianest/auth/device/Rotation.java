package io.medianest.auth.device;

import java.util.UUID;

/** What came of the use of a refresh token. */
public sealed interface Rotation {

    /**
     * The token was good, or lost a race for itself just now.
     *
     * @param session the session, with the next refresh token
     * @param raced whether another request had used the token before, so that this is the same successor
     */
    record Continued(OpenSession session, boolean raced) implements Rotation {}

    /**
     * The token had been used before: two parties hold it, and nobody can tell which one is the thief. Its family is
     * revoked.
     */
    record Reused(UUID userId) implements Rotation {}

    /** There is no such token, or it has expired, or was revoked. */
    record Refused() implements Rotation {}
}
