package io.medianest.auth.plex;

/** Whether a Plex account can reach this household's server. */
enum PlexAccess {
    /** It can. */
    GRANTED,
    /** It cannot: plex.tv has listed what it can reach, and the server is not among that. */
    NONE,
    /** plex.tv does not take the token, which tells nothing about the account. */
    TOKEN_REJECTED
}
