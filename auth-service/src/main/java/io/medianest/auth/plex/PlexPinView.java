package io.medianest.auth.plex;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sign-in with Plex that has begun.
 *
 * @param pinId what it is completed by; a secret of the client's
 * @param code what names it at Plex
 * @param authUrl the page at Plex on which the person approves it
 * @param expiresAt until when
 */
@Schema(name = "PlexPin")
public record PlexPinView(String pinId, String code, String authUrl, Instant expiresAt) {

    /** Shows nothing that it could be completed by, wherever this is printed. */
    @Override
    public String toString() {
        return "PlexPinView[" + expiresAt + "]";
    }
}
