package io.medianest.auth.user;

import java.util.UUID;

/**
 * Somebody who signed in with Plex, and may go on.
 *
 * @param id who
 * @param sealedToken the token for plex.tv, as it is stored
 */
public record PlexMember(UUID id, String sealedToken) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "PlexMember[" + id + "]";
    }
}
