package io.medianest.testing.authorisation;

/** Who calls; the columns of an {@link AccessMatrix}, in their order. */
public enum Column {
    /** Somebody without a token. */
    NOBODY,
    /** A USER, whose objects the operation is about. */
    USER,
    /** Another USER. */
    OTHER,
    /** A MODERATOR. */
    MODERATOR,
    /** An ADMIN. */
    ADMIN,
    /** Somebody who was suspended a moment ago, with a token from before. */
    SUSPENDED,
    /** An API key of an ADMIN with the scope that the operation needs, or with every scope if it is not for keys. */
    KEY,
    /** An API key of an ADMIN with every scope but the one that the operation needs. */
    KEY_WITHOUT_SCOPE
}
