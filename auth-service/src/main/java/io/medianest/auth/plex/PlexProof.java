package io.medianest.auth.plex;

import io.medianest.auth.user.PlexProfile;

/**
 * What Plex says of whoever has approved a PIN.
 *
 * @param profile who it is
 * @param token for plex.tv
 * @param access whether that account can reach the household's server
 */
record PlexProof(PlexProfile profile, String token, PlexAccess access) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "PlexProof[" + access + "]";
    }
}
